// title: 谁站在这条产业链背后
// title_en: Who stands behind this chain
// about: 直接写到该链（或它在本地的叫法）的，聚焦其领域的，在其环节上、但不以环节自己的角色供给它的（研发、平台、项目、人才、服务）。
// param: chain chain
// param: region region = ""
// columns: backer_id backer label way through_id through relation kind? status confidence subject_stated? section? char_start:integer? char_end:integer? evidence source_title? publisher? published? grade? access? publisher_kind? dataset statement
MATCH (c:Chain {id: $chain})
CALL (c) {
  MATCH (a:Entity)-[r:SUPPORTS|LEADS|SERVES|CONTRIBUTES_TO|IMPLEMENTS|BUILDS|FUNDS|FOCUSES_ON]->(c)
  RETURN a, r, c AS t, 'chain' AS way
  UNION
  MATCH (t:Entity)-[k:CORRESPONDS_TO]->(c)
  MATCH (a:Entity)-[r:SUPPORTS|LEADS|SERVES|CONTRIBUTES_TO|IMPLEMENTS|BUILDS|FUNDS]->(t)
  RETURN a, r, t, 'local chain' AS way
  UNION
  MATCH (t:Entity)-[k:CORRESPONDS_TO]->(c)
  MATCH (a:Entity)-[r:FOCUSES_ON]->(t)
  RETURN a, r, t, 'field' AS way
  UNION
  MATCH (t:Entity)-[k:CORRESPONDS_TO]->(c)
  MATCH (a:Project)-[r:PART_OF]->(t)
  RETURN a, r, t, 'local chain' AS way
  UNION
  MATCH (c)-[:HAS_SEGMENT]->(t:Segment)
  MATCH (a:Entity)-[r:ACTIVE_IN]->(t)
  WHERE NOT r.kind IN coalesce(t.supply_roles, ['production'])
  RETURN a, r, t, 'segment' AS way
}
WITH DISTINCT a, r, t, way
WHERE r.support = 'established' AND ($region = '' OR EXISTS { MATCH (d:Dataset) WHERE d.id = r.dataset AND d.region = $region })
RETURN a.id AS backer_id, a.name AS backer, [l IN labels(a) WHERE l <> 'Entity'][0] AS label, way,
       t.id AS through_id, t.name AS through, type(r) AS relation, r.kind AS kind, r.status AS status,
       r.confidence AS confidence, r.subject_stated AS subject_stated,
       r.section AS section, r.char_start AS char_start, r.char_end AS char_end,
       r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.dataset AS dataset, r.id AS statement
ORDER BY CASE r.subject_stated WHEN 'no' THEN 1 ELSE 0 END, backer_id, way, through_id, statement
