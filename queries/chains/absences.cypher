// title: 有据可查的缺失
// title_en: Absences that a source states
// about: 来源明说本区域在某环节没有任何机构。
// param: region region
// columns: statement segment_id segment role as_of? year:integer? evidence source_title? publisher? published? grade? access? publisher_kind? dataset
MATCH (g:Region {id: $region})-[r:LACKS]->(s:Segment)
WHERE r.support = 'established'
RETURN r.id AS statement, s.id AS segment_id, s.name AS segment, r.kind AS role, r.as_of AS as_of, r.year AS year,
       r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.dataset AS dataset
ORDER BY statement
