// title: 与一个主体合作的主体
// title_en: Who collaborates with an entity
// about: 合作关系的另一端，不分方向。
// param: entity entity
// param: labels texts = ""
// columns: id name label status statement
MATCH (x:Entity {id: $entity})-[r:COLLABORATES_WITH]-(p:Entity)
WHERE r.support = 'established' AND (size($labels) = 0 OR any(l IN labels(p) WHERE l IN $labels))
RETURN DISTINCT p.id AS id, p.name AS name, [l IN labels(p) WHERE l <> 'Entity'][0] AS label, r.status AS status, r.id AS statement
ORDER BY id, statement
