// title: 一个区域的资料里有什么
// title_en: What the data of a region describe
// about: 说到这个区域的每个数据集，各类主体描述了多少个；待核实的不算。
// param: region region
// columns: dataset title label entities:integer
MATCH (d:Dataset)-[r:DESCRIBES]->(e:Entity)
WHERE d.region = $region AND coalesce(e.granularity, 'named') = 'named' AND coalesce(e.support, 'established') = 'established'
WITH d, [l IN labels(e) WHERE l <> 'Entity'][0] AS label, count(DISTINCT e) AS entities
RETURN d.id AS dataset, d.title AS title, label, entities
ORDER BY dataset, label
