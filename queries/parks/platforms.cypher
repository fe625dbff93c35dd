// title: 平台与级别
// title_en: Platforms and their tier
// about: 级别按名称与类别里写明的国家级、省级、市级；没写明的是未知，不是没有。
// columns: platform_id platform kind? tier existence? designations:texts parents:texts
MATCH (p:Platform)
WHERE coalesce(p.granularity, 'named') = 'named'
OPTIONAL MATCH (p)-[:HAS_OBSERVATION]->(o:Observation) WHERE o.measure STARTS WITH 'designation' AND o.support = 'established'
WITH p, o ORDER BY o.id
WITH p, [x IN collect(DISTINCT o.value) WHERE x IS NOT NULL] AS designations
OPTIONAL MATCH (p)-[r:AFFILIATED_WITH]->(m:Entity) WHERE r.support = 'established'
WITH p, designations, m ORDER BY m.id
WITH p, designations, [x IN collect(DISTINCT m.name) WHERE x IS NOT NULL] AS parents, p.name + ' ' + coalesce(p.kind, '') AS words
RETURN p.id AS platform_id, p.name AS platform, p.kind AS kind,
       CASE WHEN words CONTAINS '国家' THEN '国家级' WHEN words CONTAINS '省' OR words CONTAINS '江苏' THEN '省级' WHEN words CONTAINS '市级' THEN '市级' ELSE '未知' END AS tier,
       p.existence AS existence, designations, parents
ORDER BY platform_id
