// title: 一切名称
// title_en: All names of entities
// about: 问句里认主体用：名称、别名、类型、类别、所在城市；环节连同关键词。
// columns: id label name aliases:texts? name_en? kind? city? granularity? keywords:texts statements:integer
MATCH (x:Entity)
WHERE NOT x:Stub
WITH x, COUNT { (x)-[r]-() WHERE r.status IS NOT NULL } AS statements
RETURN x.id AS id, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, x.name AS name, x.aliases AS aliases, x.name_en AS name_en, x.kind AS kind,
       x.city AS city, x.granularity AS granularity, coalesce(x.keywords, []) + coalesce(x.product_keywords, []) AS keywords, statements
ORDER BY id
