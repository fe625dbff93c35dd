// title: 一个主体在哪里
// title_en: Where an entity is
// about: 写明的区，以及位于或属于的区域、园区与载体；各带出处。
// param: entity entity
// param: labels texts = ""
// columns: id? name label? relation? statement?
MATCH (x:Entity {id: $entity})
CALL (x) {
  MATCH (x)-[r:LOCATED_IN|PART_OF]->(p:Entity)
  WHERE r.support = 'established' AND NOT p:Group
  RETURN p.id AS id, p.name AS name, [l IN labels(p) WHERE l <> 'Entity'][0] AS label, type(r) AS relation, r.id AS statement
  UNION
  MATCH (x)
  WHERE x.district IS NOT NULL
  RETURN null AS id, x.district AS name, null AS label, null AS relation, null AS statement
  UNION
  MATCH (x)
  WHERE x.city IS NOT NULL
  RETURN null AS id, x.city AS name, null AS label, null AS relation, null AS statement
}
WITH id, name, label, relation, statement
WHERE size($labels) = 0 OR label IN $labels
RETURN DISTINCT id, name, label, relation, statement
ORDER BY coalesce(id, ''), name, coalesce(statement, '')
