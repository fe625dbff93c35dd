// title: 一个主体隶属于谁
// title_en: Which organisation an entity is affiliated with
// about: 隶属、分支与依托关系的另一端，ways 只看这几种。
// param: entity entity
// param: ways texts = ""
// columns: id name label relation kind? status statement
MATCH (x:Entity {id: $entity})-[r:AFFILIATED_WITH]->(p:Entity)
WHERE r.support = 'established' AND (size($ways) = 0 OR r.kind IN $ways)
RETURN DISTINCT p.id AS id, p.name AS name, [l IN labels(p) WHERE l <> 'Entity'][0] AS label, type(r) AS relation, r.kind AS kind,
       r.status AS status, r.id AS statement
ORDER BY id, statement
