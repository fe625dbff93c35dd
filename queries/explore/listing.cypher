// title: 一种类型的主体
// title_en: Entities of one type
// about: 按名称排列；statements 是与它相连的陈述数。
// param: label text = "Institute"
// param: limit integer = 500
// columns: id name label kind existence granularity district statements
MATCH (x:Entity) WHERE $label IN labels(x)
WITH x, COUNT { (x)-[r]-() WHERE r.status IS NOT NULL } AS statements
RETURN x.id AS id, x.name AS name, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, x.kind AS kind,
       x.existence AS existence, x.granularity AS granularity, x.district AS district, statements
ORDER BY statements DESC, name, id
LIMIT $limit
