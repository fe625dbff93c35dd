// title: 一个区域的主体各在哪里
// title_en: Where everything of a region is
// about: 区域的数据集说到的、或在环节上的主体：写明的所在区，以及位于或属于哪些园区、载体、区域。
// param: region region
// columns: id name label kind? existence? city? district? place_ids:texts
CALL () {
  MATCH (d:Dataset)-[:DESCRIBES]->(x:Entity)
  WHERE d.region = $region AND coalesce(x.support, 'established') = 'established'
  RETURN x
  UNION
  MATCH (x:Entity)-[h:ACTIVE_IN]->(:Segment)
  WHERE h.region = $region AND h.support = 'established'
  RETURN x
}
WITH DISTINCT x
WHERE coalesce(x.granularity, 'named') = 'named'
  AND (x:Enterprise OR x:Institute OR x:University OR x:Platform OR x:Park OR x:Carrier OR x:ServiceOrg OR x:Authority
    OR x:Alliance OR x:Project OR x:Region)
OPTIONAL MATCH (x)-[r:LOCATED_IN|PART_OF]->(p:Entity)
WHERE r.support = 'established'
WITH x, p ORDER BY p.id
WITH x, collect(DISTINCT p.id) AS place_ids
RETURN x.id AS id, x.name AS name, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, x.kind AS kind,
       x.existence AS existence, x.city AS city, x.district AS district, place_ids
ORDER BY id
