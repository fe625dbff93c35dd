// title: 一种类型的主体
// title_en: Entities of one type
// about: 相连的陈述多的在前；statements 是与它相连的陈述数。类型空着为全部，grain 为 named（具体的）或 class（类别）；给了区域，只列它的数据集写到、没有写明在别的城市的，待核实的不列。
// param: label text = ""
// param: grain text = ""
// param: region region = ""
// param: limit integer = 500
// columns: id name label kind? existence? granularity? district? statements:integer
MATCH (x:Entity)
WHERE NOT x:Stub AND ($label = '' OR $label IN labels(x)) AND ($grain = '' OR coalesce(x.granularity, 'named') = $grain)
  AND ($region = '' OR (coalesce(x.support, 'established') = 'established'
       AND EXISTS { MATCH (d:Dataset {region: $region})-[:DESCRIBES]->(x) }
       AND (x.city IS NULL OR EXISTS { MATCH (home:Region {id: $region}) WHERE home.name IN [x.city, x.city + '市'] })))
WITH x, COUNT { (x)-[r]-() WHERE r.status IS NOT NULL } AS statements
RETURN x.id AS id, x.name AS name, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, x.kind AS kind,
       x.existence AS existence, x.granularity AS granularity, x.district AS district, statements
ORDER BY statements DESC, name, id
LIMIT $limit
