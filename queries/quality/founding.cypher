// title: 一个主体什么时候成立
// title_en: When an entity was founded
// about: 各来源写的成立时间，event 为 opened、unveiled 时是启用、揭牌的时间，原样列出；来源不一致的并列。
// param: entity entity
// param: event text = "founded"
// columns: id name value? period? text? statement
MATCH (x:Entity {id: $entity})-[:HAS_OBSERVATION]->(o:Observation)
WHERE o.support = 'established' AND (($event = 'founded' AND o.measure = 'founded') OR (o.measure = 'milestone' AND o.value = $event))
RETURN x.id AS id, x.name AS name, CASE o.measure WHEN 'founded' THEN o.value ELSE coalesce(o.period, o.as_of) END AS value, o.period AS period, o.text AS text, o.id AS statement
ORDER BY value, statement
