// title: 若干主体之间的陈述
// title_en: The statements between some entities
// about: 两端都在所列主体之中的每条陈述一行。编号之间用 | 分开。
// param: entities entities
// columns: statement relation source_id target_id status confidence support dataset kind? as_of? section? char_start:integer? char_end:integer? year:integer? evidence source_title? publisher? published? grade? access? publisher_kind? note?
UNWIND $entities AS id
MATCH (a:Entity {id: id})-[r]->(b:Entity)
WHERE r.status IS NOT NULL AND b.id IN $entities
RETURN r.id AS statement, type(r) AS relation, a.id AS source_id, b.id AS target_id,
       r.status AS status, r.confidence AS confidence, r.support AS support, r.dataset AS dataset, r.kind AS kind,
       r.as_of AS as_of, r.section AS section, r.char_start AS char_start, r.char_end AS char_end, r.year AS year, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.note AS note
ORDER BY relation, statement
