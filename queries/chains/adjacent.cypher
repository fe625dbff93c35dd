// title: 一个环节的上游或下游环节
// title_en: The segments before or after a segment
// about: 直接相邻的环节。way 是 upstream（供给它的）或 downstream（它供给的），both 为两者。
// param: segments texts
// param: way text
// param: chain text = ""
// columns: id name chain_id chain stage statement
UNWIND $segments AS segment
MATCH (x:Segment {id: segment})-[f:FEEDS]-(s:Segment)<-[:HAS_SEGMENT]-(c:Chain)
WHERE f.support = 'established' AND s.id <> x.id AND ($chain = '' OR c.id = $chain)
  AND CASE $way WHEN 'both' THEN true WHEN 'upstream' THEN startNode(f).id = s.id ELSE endNode(f).id = s.id END
  AND EXISTS { MATCH (c)-[:HAS_SEGMENT]->(x) }
RETURN DISTINCT s.id AS id, s.name AS name, c.id AS chain_id, c.name AS chain, s.stage AS stage, f.id AS statement
ORDER BY chain_id, id, statement
