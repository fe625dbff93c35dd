// title: 若干主体的每条边
// title_en: Every edge of some entities
// about: 连同两端的类型；据此检查换了类型的主体。
// param: ids texts
// columns: id type dataset source source_label target target_label
UNWIND $ids AS id
MATCH (n:Entity {id: id})-[r]-()
WHERE type(r) <> 'DESCRIBES'
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
RETURN r.id AS id, type(r) AS type, r.dataset AS dataset, a.id AS source, [l IN labels(a) WHERE l <> 'Entity'][0] AS source_label, b.id AS target,
       [l IN labels(b) WHERE l <> 'Entity'][0] AS target_label
ORDER BY type, id
