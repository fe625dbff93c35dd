// title: 若干主体是什么
// title_en: What some entities are
// about: 名称、类型、类别、状态。编号之间用 | 分开。
// param: entities entities
// columns: id name label kind? existence? granularity?
UNWIND $entities AS id
MATCH (x:Entity {id: id})
RETURN x.id AS id, x.name AS name, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, x.kind AS kind,
       x.existence AS existence, x.granularity AS granularity
ORDER BY id
