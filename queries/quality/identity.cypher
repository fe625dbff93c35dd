// title: 一个主体是什么
// title_en: What an entity is
// about: 类型、类别、状态与别名，以及它所属的类别。
// param: entity entity
// columns: id name label kind? level existence? district? aliases:texts? classes:texts
MATCH (x:Entity {id: $entity})
OPTIONAL MATCH (x)-[i:INSTANCE_OF]->(c:Entity)
WHERE i.support = 'established'
WITH x, c ORDER BY c.id
WITH x, [n IN collect(DISTINCT c.name) WHERE n IS NOT NULL] AS classes
RETURN x.id AS id, x.name AS name, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, x.kind AS kind,
       CASE WHEN x.name + coalesce(x.kind, '') CONTAINS '国家' THEN '国家级' WHEN x.name + coalesce(x.kind, '') CONTAINS '省' OR x.name + coalesce(x.kind, '') CONTAINS '江苏' THEN '省级'
            WHEN x.name + coalesce(x.kind, '') CONTAINS '市级' OR (x.kind STARTS WITH '市' AND NOT x.kind STARTS WITH '市场') THEN '市级' ELSE '未知' END AS level, x.existence AS existence,
       x.district AS district, x.aliases AS aliases, classes
