// title: 若干主体的邻居
// title_en: The neighbours of some entities
// about: 与这些主体直接相连的每条陈述一行；已证实的在前。编号之间用 | 分开。
// param: entities entities
// param: limit integer = 5000
// columns: statement relation source_id target_id status confidence support dataset kind? as_of? section? char_start:integer? char_end:integer? year:integer? evidence source_title? publisher? published? grade? access? publisher_kind? note?
UNWIND $entities AS id
MATCH (x:Entity {id: id})-[r]-(o:Entity)
WHERE r.status IS NOT NULL
WITH DISTINCT r
RETURN r.id AS statement, type(r) AS relation, startNode(r).id AS source_id, endNode(r).id AS target_id,
       r.status AS status, r.confidence AS confidence, r.support AS support, r.dataset AS dataset, r.kind AS kind,
       r.as_of AS as_of, r.section AS section, r.char_start AS char_start, r.char_end AS char_end, r.year AS year, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.note AS note
ORDER BY CASE support WHEN 'established' THEN 0 ELSE 1 END, CASE status WHEN 'existing' THEN 0 ELSE 1 END, statement, relation
LIMIT $limit
