// title: 谁实施计划与项目
// title_en: Who carries out programmes
// about: 计划、政策、项目与活动，由谁实施、建设、牵头、出资或支持，一行一条陈述。
// param: region region = ""
// columns: programme_id actor_id actor relation kind? statement
MATCH (a:Entity)-[r:IMPLEMENTS|BUILDS|SUPPORTS|LEADS|FUNDS|CO_BUILDS]->(p:Entity)
WHERE r.support = 'established' AND (p:Programme OR p:Project OR p:Event) AND coalesce(p.granularity, 'named') = 'named'
  AND ($region = '' OR EXISTS { MATCH (p)<-[:DESCRIBES]-(d:Dataset) WHERE d.region = $region })
RETURN p.id AS programme_id, a.id AS actor_id, a.name AS actor, type(r) AS relation, r.kind AS kind, r.id AS statement
ORDER BY programme_id, actor_id, statement
