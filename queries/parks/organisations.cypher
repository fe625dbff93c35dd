// title: 按类型、所在地、产业链列出主体
// title_en: Organisations by type, place, chain and role
// about: 一个区域里具名的主体，条件空着为不限。kinds 是名称、类别或所属类别里的词；place 是区、园区或载体；roles 是在环节上的角色，status 是在环节上的状态（existing、planned，all 为不限，usual 为不限；给了 within 或 until 而不是项目的，只列既有的），within 只看这些编号，until 只算这一年及以前的来源。
// param: labels texts = ""
// param: kinds texts = ""
// param: place text = ""
// param: chain text = ""
// param: segments texts = ""
// param: roles texts = ""
// param: status text = "usual"
// param: within texts = ""
// param: until integer = 9999
// param: region region = ""
// columns: id name label kind? existence? district? statements:texts
MATCH (x:Entity)
WHERE coalesce(x.granularity, 'named') = 'named' AND coalesce(x.support, 'established') = 'established' AND NOT x:Stub
  AND any(l IN labels(x) WHERE l <> 'Entity' AND (size($labels) = 0 AND (l <> 'Project' OR size($kinds) > 0 OR (size($within) = 0 AND ($chain <> '' OR size($segments) > 0))) AND l IN ['Enterprise', 'Institute', 'University', 'Platform', 'Park', 'Carrier', 'Alliance', 'ServiceOrg', 'Authority', 'Project'] OR l IN $labels))
  AND all(k IN $kinds WHERE x.name CONTAINS k OR x.kind CONTAINS k
    OR EXISTS { MATCH (x)-[i:INSTANCE_OF]->(c:Entity) WHERE i.support = 'established' AND c.name CONTAINS k })
  AND (size($within) = 0 OR x.id IN $within)
  AND ($region = '' OR size($within) > 0 OR EXISTS { MATCH (x)-[h:ACTIVE_IN]->(:Segment) WHERE h.region = $region AND h.support = 'established' }
    OR (EXISTS { MATCH (d:Dataset {region: $region})-[:DESCRIBES]->(x) }
      AND (x.city IS NULL OR EXISTS { MATCH (home:Region {id: $region}) WHERE home.name IN [x.city, x.city + '市'] })))
  AND ($place = '' OR EXISTS { MATCH (p:Entity {id: $place}) WHERE x.district IN [p.name] + coalesce(p.aliases, []) }
    OR EXISTS { MATCH way = (x)-[:LOCATED_IN|PART_OF*1..3]->(p:Entity {id: $place})
      WHERE all(r IN relationships(way) WHERE r.support = 'established') AND all(n IN nodes(way) WHERE n.id = x.id OR n:Park OR n:Carrier OR n:Region) }
    OR EXISTS { MATCH (:Entity {id: $place})-[k:HOSTS]->(x) WHERE k.support = 'established' AND k.status = 'existing' })
OPTIONAL MATCH (x)-[h:ACTIVE_IN]->(s:Segment)
WHERE h.support = 'established' AND ($status = 'all' OR ($status = 'usual' AND ((size($within) = 0 AND $until = 9999) OR 'Project' IN $labels)) OR ($status IN ['usual', 'existing'] AND h.status = 'existing') OR ($status = 'planned' AND h.status <> 'existing')) AND ($region = '' OR h.region = $region)
  AND (size($roles) = 0 OR h.kind IN $roles) AND ($until = 9999 OR h.year <= $until)
  AND (size($segments) = 0 OR s.id IN $segments)
  AND ($chain = '' OR EXISTS { MATCH (:Chain {id: $chain})-[:HAS_SEGMENT]->(s) })
WITH x, h ORDER BY h.id
WITH x, [id IN collect(h.id) WHERE id IS NOT NULL] AS statements
WHERE (size(statements) > 0 AND ($status <> 'planned' OR $chain <> '' OR size($segments) > 0)) OR (($status <> 'planned' OR x.existence <> 'existing') AND $chain = '' AND size($segments) = 0 AND size($roles) = 0 AND $until = 9999)
RETURN x.id AS id, x.name AS name, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, x.kind AS kind,
       x.existence AS existence, x.district AS district, statements
ORDER BY size(statements) DESC, name, id
