// title: 文件的指标
// title_en: Targets of the plan
// about: 每个指标的数值、单位与衡量对象。
// param: region region = ""
// columns: target_id target kind? comparator? value? value_max? unit? existence? measured_id? measured? section? char_start:integer? char_end:integer?
MATCH (t:Target)
WHERE $region = '' OR EXISTS { MATCH (t)<-[:DESCRIBES]-(d:Dataset) WHERE d.region = $region }
OPTIONAL MATCH (t)-[r:MEASURES]->(m:Entity) WHERE r.support = 'established'
RETURN t.id AS target_id, t.name AS target, t.kind AS kind, t.comparator AS comparator, t.value AS value, t.value_max AS value_max,
       t.unit AS unit, t.existence AS existence, m.id AS measured_id, m.name AS measured,
       t.section AS section, t.char_start AS char_start, t.char_end AS char_end
ORDER BY target_id, coalesce(measured_id, '')
