// title: 一种类型的主体有多少
// title_en: How many entities of one type
// about: 类型空着为全部，grain 为 named（具体的）或 class（类别）；给了区域，只列它的数据集写到、没有写明在别的城市的，待核实的不列。
// param: label text = ""
// param: grain text = ""
// param: region region = ""
// columns: count:integer
MATCH (x:Entity)
WHERE NOT x:Stub AND ($label = '' OR $label IN labels(x)) AND ($grain = '' OR coalesce(x.granularity, 'named') = $grain)
  AND ($region = '' OR (coalesce(x.support, 'established') = 'established'
       AND EXISTS { MATCH (d:Dataset {region: $region})-[:DESCRIBES]->(x) }
       AND (x.city IS NULL OR EXISTS { MATCH (home:Region {id: $region}) WHERE home.name IN [x.city, x.city + '市'] })))
RETURN count(x) AS count
