// title: 一个园区里有谁
// title_en: What is in a park
// about: 位于或属于它的（也经过其中的园区与载体），连它自己。
// param: entity entity
// columns: id name label
MATCH (p:Entity {id: $entity})
OPTIONAL MATCH (x:Entity)-[path:LOCATED_IN|PART_OF*1..3]->(p)
WHERE all(r IN path WHERE r.support = 'established')
WITH p, collect(DISTINCT x) AS inside
UNWIND [p] + inside AS x
RETURN DISTINCT x.id AS id, x.name AS name, [l IN labels(x) WHERE l <> 'Entity'][0] AS label
ORDER BY id
