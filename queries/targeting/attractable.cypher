// title: 可以招引的外地机构
// title_en: Institutes elsewhere that could be attracted
// about: 能补某条链或若干环节的外地机构，一机构一环节一行；已有本地分支的写明分支。
// param: chain text = ""
// param: segments texts = ""
// param: labels texts = ""
// param: city text = ""
// param: region region = ""
// columns: id name label city? segment_id segment confidence branch? statement
MATCH (s:Segment)
WHERE (size($segments) = 0 OR s.id IN $segments)
  AND ($chain = '' OR EXISTS { MATCH (:Chain {id: $chain})-[:HAS_SEGMENT]->(s) })
MATCH (o:Entity)-[r:CAN_PROVIDE]->(s)
WHERE r.support = 'established' AND (size($labels) = 0 OR any(l IN labels(o) WHERE l IN $labels))
  AND ($city = '' OR o.city IN [$city, $city + '市'])
  AND NOT EXISTS { MATCH (home:Region {id: $region}) WHERE home.name IN [o.city, o.city + '市'] }
OPTIONAL MATCH (b:Entity)-[k:AFFILIATED_WITH {kind: 'BRANCH'}]->(o)
WITH s, o, r, b ORDER BY b.id
WITH s, o, r, collect(b.name)[0] AS branch
RETURN o.id AS id, o.name AS name, [l IN labels(o) WHERE l <> 'Entity'][0] AS label, o.city AS city, s.id AS segment_id, s.name AS segment,
       r.confidence AS confidence, branch, r.id AS statement
ORDER BY segment_id, CASE confidence WHEN 'explicit' THEN 0 ELSE 1 END, id, statement
