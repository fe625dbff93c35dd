// title: 一个主体什么时候成立
// title_en: When an entity was founded
// about: 各来源写的成立时间，原样列出；来源不一致的并列。
// param: entity entity
// columns: id name value? period? text? statement
MATCH (x:Entity {id: $entity})-[:HAS_OBSERVATION]->(o:Observation {measure: 'founded'})
WHERE o.support = 'established'
RETURN x.id AS id, x.name AS name, o.value AS value, o.period AS period, o.text AS text, o.id AS statement
ORDER BY value, statement
