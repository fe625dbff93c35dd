// title: 一个主体的指标
// title_en: Targets of an entity
// about: 文件给这个主体定的指标，或衡量它的指标。
// param: entity entity
// columns: id name value? comparator? unit? period? plan_year:integer? statement
MATCH (x:Entity {id: $entity})-[m:MEASURES|TARGETS|IMPLEMENTS]-(t:Target)
WHERE m.support = 'established'
OPTIONAL MATCH (t)<-[:DESCRIBES]-(d:Dataset)
WITH t, m, min(d.year) AS plan_year
RETURN DISTINCT t.id AS id, t.name AS name, t.value AS value, t.comparator AS comparator, t.unit AS unit, t.period AS period, plan_year,
       m.id AS statement
ORDER BY id, statement
