// title: 本地承载单位所在的区县与支持它的部门
// title_en: The districts of local hosts and the authorities behind them
// about: 部门一列只有资料写明由它建设、支持、主管或运营的；没有的是空的。
// param: region region
// columns: organisation_id district? authority? year:integer? grade?
MATCH (o:Entity)
WHERE (o:Park OR o:Carrier OR o:Platform OR o:Enterprise) AND coalesce(o.granularity, 'named') = 'named'
OPTIONAL MATCH (a:Authority)-[r:BUILDS|SUPPORTS|REGULATES|OPERATES|LEADS]->(o)
WHERE r.support = 'established' AND coalesce(a.granularity, 'named') = 'named'
  AND EXISTS { MATCH (d:Dataset) WHERE d.id = r.dataset AND d.region = $region }
WITH o, a, r
WHERE o.district IS NOT NULL OR a IS NOT NULL
RETURN DISTINCT o.id AS organisation_id, o.district AS district, a.name AS authority, r.year AS year, r.grade AS grade
ORDER BY organisation_id, authority, year, grade
