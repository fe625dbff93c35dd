// title: 一个主体在环节上的说法出自哪里
// title_en: Sources of what is said of an entity at segments
// about: 每个来源一行，只看这些环节或这条链上的说法；待核实的不列。
// param: entity entity
// param: segments texts = ""
// param: chain text = ""
// columns: title? publisher? published? grade? url? segment statement
MATCH (x:Entity {id: $entity})-[r:ACTIVE_IN]->(s:Segment)<-[:HAS_SEGMENT]-(c:Chain)
WHERE r.support = 'established' AND (size($segments) = 0 OR s.id IN $segments) AND ($chain = '' OR c.id = $chain)
OPTIONAL MATCH (d:Document {id: r.source})
RETURN DISTINCT coalesce(d.title, r.source_title) AS title, r.publisher AS publisher, r.published AS published, r.grade AS grade, d.url AS url,
       s.name AS segment, r.id AS statement
ORDER BY segment, statement
