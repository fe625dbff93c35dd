// title: 外地在各环节的企业
// title_en: Firms elsewhere at the segments
// about: 别的区域的名单里、已有供给而本地还没有的企业；没有装载外地名单时没有行。
// param: region region
// columns: segment_id organisation_id organisation elsewhere role year:integer? evidence source_title? publisher? published? grade? access? publisher_kind? statement
MATCH (o:Enterprise)-[r:ACTIVE_IN]->(s:Segment)
WHERE r.support = 'established' AND r.status = 'existing' AND r.region <> $region
  AND NOT EXISTS { MATCH (o)-[here:ACTIVE_IN]->(:Segment) WHERE here.region = $region }
MATCH (g:Region {id: r.region})
RETURN s.id AS segment_id, o.id AS organisation_id, o.name AS organisation, g.name AS elsewhere, r.kind AS role,
       r.year AS year, r.evidence AS evidence, r.source_title AS source_title, r.publisher AS publisher,
       r.published AS published, r.grade AS grade, r.access AS access, r.publisher_kind AS publisher_kind,
       r.id AS statement
ORDER BY segment_id, organisation_id, coalesce(grade, 'Z'), statement
