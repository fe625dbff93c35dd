// title: 一个区域的主体有多少
// title_en: A region's own entities by type
// about: 只数具体的、在本地的：区域的数据集写到，且没有写明在别的城市；待核实的不算。planned 是其中规划或争取中的。
// param: region region
// columns: label count:integer planned:integer
MATCH (home:Region {id: $region})
MATCH (d:Dataset {region: $region})-[:DESCRIBES]->(x:Entity)
WHERE coalesce(x.granularity, 'named') = 'named' AND coalesce(x.support, 'established') = 'established'
  AND (x.city IS NULL OR x.city = home.name OR x.city + '市' = home.name)
WITH DISTINCT x
RETURN [l IN labels(x) WHERE l <> 'Entity'][0] AS label, count(x) AS count,
       sum(CASE WHEN x.existence IN ['planned', 'aspired'] THEN 1 ELSE 0 END) AS planned
ORDER BY label
