// title: 一个指标的目标值
// title_en: The value of a target
// about: 文件写的目标值与单位。
// param: entity entity
// columns: id name value? comparator? unit? period? plan_year:integer? statement?
MATCH (t:Target {id: $entity})
OPTIONAL MATCH (t)-[m:MEASURES]->(:Entity)
WITH t, m ORDER BY m.id
WITH t, collect(m.id)[0] AS statement
OPTIONAL MATCH (t)<-[:DESCRIBES]-(d:Dataset)
WITH t, statement, min(d.year) AS plan_year
RETURN t.id AS id, t.name AS name, t.value AS value, t.comparator AS comparator, t.unit AS unit, t.period AS period, plan_year, statement
