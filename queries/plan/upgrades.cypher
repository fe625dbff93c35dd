// title: 一个主体要升级成什么
// title_en: What an entity is to be upgraded to
// about: 文件里争取或计划的升格与称号。
// param: entity entity
// columns: id name label status statement
MATCH (x:Entity {id: $entity})-[r:UPGRADES_TO]->(t:Entity)
WHERE r.support = 'established'
RETURN t.id AS id, t.name AS name, [l IN labels(t) WHERE l <> 'Entity'][0] AS label, r.status AS status, r.id AS statement
ORDER BY id, statement
