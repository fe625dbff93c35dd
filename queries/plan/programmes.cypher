// title: 计划、政策与项目
// title_en: Programmes, policies and projects
// about: 文件与公开资料里的计划、政策、项目与活动，状态，以及谁实施、建设或支持。
// param: region region = ""
// columns: programme_id programme label kind? existence? actors:texts statements:integer
MATCH (p:Entity) WHERE (p:Programme OR p:Project OR p:Event) AND coalesce(p.granularity, 'named') = 'named'
  AND ($region = '' OR EXISTS { MATCH (p)<-[:DESCRIBES]-(d:Dataset) WHERE d.region = $region })
OPTIONAL MATCH (a:Entity)-[r:IMPLEMENTS|BUILDS|SUPPORTS|LEADS|FUNDS|CO_BUILDS]->(p) WHERE r.support = 'established'
WITH p, a, r ORDER BY a.id, r.id
WITH p, [x IN collect(DISTINCT a.name) WHERE x IS NOT NULL] AS actors, count(r) AS statements
RETURN p.id AS programme_id, p.name AS programme, [l IN labels(p) WHERE l <> 'Entity'][0] AS label, p.kind AS kind,
       p.existence AS existence, actors, statements
ORDER BY label, programme_id
