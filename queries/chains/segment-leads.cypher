// title: 一条链各环节的待核实线索
// title_en: Leads at a chain's segments
// about: 只有线索、还不算数的说法，按环节列出。
// param: chain chain
// columns: segment_id lead_id who suspected reason confirm evidence source_title? dataset
MATCH (c:Chain {id: $chain})-[:HAS_SEGMENT]->(s:Segment)
WITH DISTINCT s
MATCH (l:Lead)-[:ABOUT]->(s)
RETURN s.id AS segment_id, l.id AS lead_id, l.who AS who, l.suspected AS suspected, l.reason AS reason, l.confirm AS confirm,
       l.evidence AS evidence, l.source_title AS source_title, l.dataset AS dataset
ORDER BY segment_id, lead_id
