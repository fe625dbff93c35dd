// title: 一个外地机构能补哪些环节
// title_en: The segments that an institute elsewhere could provide
// about: 候选机构与环节的匹配，来源写明的在前。
// param: entity entity
// param: chain text = ""
// columns: id name chain_id chain confidence statement
MATCH (o:Entity {id: $entity})-[r:CAN_PROVIDE]->(s:Segment)<-[:HAS_SEGMENT]-(c:Chain)
WHERE r.support = 'established' AND ($chain = '' OR c.id = $chain)
RETURN DISTINCT s.id AS id, s.name AS name, c.id AS chain_id, c.name AS chain, r.confidence AS confidence, r.id AS statement
ORDER BY CASE confidence WHEN 'explicit' THEN 0 ELSE 1 END, chain_id, id, statement
