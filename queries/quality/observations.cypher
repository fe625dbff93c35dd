// title: 一个主体的数据与状态
// title_en: Observations of one entity
// about: 产值、份额、位次、成立时间等，各按来源原样列出。
// param: entity entity
// columns: measure value? value_max? unit? period? text? support as_of? year:integer? evidence source_title? publisher? published? grade? access? publisher_kind? conflict_group? dataset statement note?
MATCH (x:Entity {id: $entity})-[:HAS_OBSERVATION]->(o:Observation)
RETURN o.measure AS measure, o.value AS value, o.value_max AS value_max, o.unit AS unit, o.period AS period, o.text AS text,
       o.support AS support, o.as_of AS as_of, o.year AS year, o.evidence AS evidence,
       o.source_title AS source_title, o.publisher AS publisher, o.published AS published, o.grade AS grade, o.access AS access,
       o.publisher_kind AS publisher_kind, o.conflict_group AS conflict_group, o.dataset AS dataset, o.id AS statement, o.note AS note
ORDER BY measure, statement
