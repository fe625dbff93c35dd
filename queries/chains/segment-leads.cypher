// title: 一条链各环节的待核实线索
// title_en: Leads at a chain's segments
// about: 只有线索、还不算数的说法，按环节列出。
// param: chain chain
// param: region region = ""
// columns: segment_id lead_id who suspected reason confirm year:integer? evidence source_title? publisher? published? grade? access? publisher_kind? dataset
MATCH (c:Chain {id: $chain})-[:HAS_SEGMENT]->(s:Segment)
WITH DISTINCT s
MATCH (l:Lead)-[:ABOUT]->(s)
WHERE $region = '' OR EXISTS { MATCH (d:Dataset) WHERE d.id = l.dataset AND d.region = $region }
RETURN s.id AS segment_id, l.id AS lead_id, l.who AS who, l.suspected AS suspected, l.reason AS reason, l.confirm AS confirm,
       l.year AS year, l.evidence AS evidence,
       l.source_title AS source_title, l.publisher AS publisher, l.published AS published, l.grade AS grade, l.access AS access,
       l.publisher_kind AS publisher_kind, l.dataset AS dataset
ORDER BY segment_id, lead_id
