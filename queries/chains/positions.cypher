// title: 一个主体在哪些产业链、哪些环节
// title_en: The chains and segments that an organisation is in
// about: 每个环节与角色一行；待核实的不列。status 是 existing、planned 或 all。
// param: entity entity
// param: chain text = ""
// param: roles texts = ""
// param: status text = "all"
// param: region region = ""
// columns: id name chain_id chain role? status statement
MATCH (x:Entity {id: $entity})-[r:ACTIVE_IN]->(s:Segment)<-[:HAS_SEGMENT]-(c:Chain)
WHERE r.support = 'established' AND ($region = '' OR r.region = $region) AND ($chain = '' OR c.id = $chain)
  AND (size($roles) = 0 OR r.kind IN $roles)
  AND ($status = 'all' OR ($status = 'existing' AND r.status = 'existing') OR ($status = 'planned' AND r.status <> 'existing'))
RETURN DISTINCT s.id AS id, s.name AS name, c.id AS chain_id, c.name AS chain, r.kind AS role, r.status AS status, r.id AS statement
ORDER BY chain_id, id, role, statement
