// title: 谁聚焦一个领域
// title_en: Who focuses on a field
// about: 聚焦、支持、服务一个技术领域、产业或产业链的主体，也包括与它对应的本地说法。
// param: entity entity
// param: labels texts = ""
// columns: id name label relation status statement
MATCH (t:Entity {id: $entity})
CALL (t) {
  MATCH (a:Entity)-[r:FOCUSES_ON]->(t)
  WHERE r.support = 'established'
  RETURN a, r
  UNION
  MATCH (a:Entity)-[r:FOCUSES_ON]->(:Entity)-[k:CORRESPONDS_TO]->(t)
  WHERE r.support = 'established' AND k.kind IN ['same', 'narrower', 'local_form']
  RETURN a, r
}
WITH DISTINCT a, r
WHERE size($labels) = 0 OR any(l IN labels(a) WHERE l IN $labels)
RETURN a.id AS id, a.name AS name, [l IN labels(a) WHERE l <> 'Entity'][0] AS label, type(r) AS relation, r.status AS status, r.id AS statement
ORDER BY id, statement
