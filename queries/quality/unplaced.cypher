// title: 没有放到任何环节的企业
// title_en: Enterprises at no segment
// about: 名单里有、却没有任何环节的企业，连同主营产品、经营范围与领域。要放上：网页“装载名单·核对环节”，或 liantu fact add 环节 企业 --source 依据。
// param: dataset text = ""
// columns: organisation_id organisation products? scope? fields:texts? dataset
MATCH (d:Dataset)-[:DESCRIBES]->(o:Enterprise)
WHERE ($dataset = '' OR d.id = $dataset) AND NOT EXISTS { MATCH (o)-[:ACTIVE_IN]->(:Segment) }
RETURN DISTINCT o.id AS organisation_id, o.name AS organisation, o.products AS products, o.scope AS scope,
       o.fields AS fields, d.id AS dataset
ORDER BY organisation, organisation_id, dataset
