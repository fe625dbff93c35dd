// title: 文件的指标
// title_en: Targets of the plan
// about: 每个指标的数值、单位、期限与衡量对象，出自哪份文件。
// param: region region = ""
// columns: target_id target kind? comparator? value? value_max? unit? period? existence? measured_id? measured? statement? section? char_start:integer? char_end:integer? plan_id plan plan_year:integer? quote?
MATCH (t:Target)<-[:DESCRIBES]-(d:Dataset)
WHERE $region = '' OR d.region = $region
WITH t, d ORDER BY coalesce(d.date, ''), d.id
WITH t, collect(d)[0] AS p
OPTIONAL MATCH (t)-[r:MEASURES]->(m:Entity) WHERE r.support = 'established'
OPTIONAL MATCH (q:Clause {id: r.evidence})
RETURN t.id AS target_id, t.name AS target, t.kind AS kind, t.comparator AS comparator, t.value AS value, t.value_max AS value_max,
       t.unit AS unit, t.period AS period, t.existence AS existence, m.id AS measured_id, m.name AS measured, r.id AS statement,
       t.section AS section, t.char_start AS char_start, t.char_end AS char_end,
       p.id AS plan_id, p.title AS plan, p.year AS plan_year, q.text AS quote
ORDER BY target_id, coalesce(measured_id, '')
