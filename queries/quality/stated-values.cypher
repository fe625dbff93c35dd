// title: 一个主体或产业链的数据
// title_en: Stated figures of an entity or a chain
// about: 产值、份额、产能、面积等，各按来源原样列出；链的数据包括与它相同的本地说法的。
// param: entity entity
// param: measure text = ""
// param: period text = ""
// columns: value? unit? period? text? measure about publisher? published? grade? source_title? statement
MATCH (x:Entity {id: $entity})
CALL (x) {
  MATCH (x)-[:HAS_OBSERVATION]->(o:Observation)
  RETURN o, x AS y
  UNION
  MATCH (x)<-[k:CORRESPONDS_TO]-(y:Entity)-[:HAS_OBSERVATION]->(o:Observation)
  WHERE k.support = 'established' AND k.kind IN ['same', 'local_form']
  RETURN o, y
}
WITH DISTINCT o, y
WHERE o.support = 'established' AND ($measure = '' OR o.measure = $measure) AND ($period = '' OR o.period STARTS WITH $period)
RETURN o.value AS value, o.unit AS unit, o.period AS period, o.text AS text, o.measure AS measure, y.name AS about, o.publisher AS publisher,
       o.published AS published, o.grade AS grade, o.source_title AS source_title, o.id AS statement
ORDER BY measure, period, statement
