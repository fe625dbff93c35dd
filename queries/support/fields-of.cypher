// title: 一个主体聚焦什么
// title_en: What an entity focuses on
// about: 写明的领域、产业与产业链；与模板的链对应的，写链的名称。
// param: entity entity
// columns: id name field status statement
MATCH (a:Entity {id: $entity})-[r:FOCUSES_ON]->(t:Entity)
WHERE r.support = 'established'
OPTIONAL MATCH (t)-[k:CORRESPONDS_TO]->(c:Chain)
WHERE k.kind IN ['same', 'narrower', 'local_form']
RETURN DISTINCT coalesce(c.id, t.id) AS id, coalesce(c.name, t.name) AS name, t.name AS field, r.status AS status, r.id AS statement
ORDER BY id, statement
