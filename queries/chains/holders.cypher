// title: 产业链各环节上有谁
// title_en: Who is at each segment of a chain
// about: 每个环节、每种角色上的机构及其出处；待核实的也列出并注明。
// param: chain chain
// param: region region = ""
// columns: segment_id segment stage organisation_id organisation label role status support confidence as_of? year:integer? evidence source_title? publisher? published? grade? access? publisher_kind? dataset statement note?
MATCH (c:Chain {id: $chain})-[:HAS_SEGMENT]->(s:Segment)
WITH DISTINCT s
MATCH (o:Entity)-[r:ACTIVE_IN]->(s)
WHERE $region = '' OR r.region = $region
RETURN s.id AS segment_id, s.name AS segment, s.stage AS stage, o.id AS organisation_id, o.name AS organisation,
       [l IN labels(o) WHERE l <> 'Entity'][0] AS label, r.kind AS role, r.status AS status, r.support AS support,
       r.confidence AS confidence, r.as_of AS as_of, r.year AS year, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.dataset AS dataset, r.id AS statement, r.note AS note
ORDER BY segment_id, role, CASE support WHEN 'established' THEN 0 ELSE 1 END, status, organisation_id, statement
