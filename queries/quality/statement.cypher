// title: 一条陈述
// title_en: One statement
// about: 按编号找一条陈述：谁、什么关系、对谁，或是哪一项数据；是否算数，出处。
// param: id text
// columns: id source_id source type target_id target role? status? support confidence? dataset evidence source_title? publisher? published? grade? access? publisher_kind? note?
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.id = $id
RETURN r.id AS id, a.id AS source_id, a.name AS source, type(r) AS type, b.id AS target_id, b.name AS target, r.kind AS role,
       r.status AS status, r.support AS support, r.confidence AS confidence, r.dataset AS dataset, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.note AS note
UNION
MATCH (a:Entity)-[r:HAS_OBSERVATION]->(o:Observation {id: $id})
RETURN o.id AS id, a.id AS source_id, a.name AS source, type(r) AS type, o.id AS target_id, o.measure AS target, null AS role,
       null AS status, o.support AS support, null AS confidence, o.dataset AS dataset, o.evidence AS evidence,
       o.source_title AS source_title, o.publisher AS publisher, o.published AS published, o.grade AS grade, o.access AS access,
       o.publisher_kind AS publisher_kind, o.note AS note
