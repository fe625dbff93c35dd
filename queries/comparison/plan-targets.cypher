// title: 一份文件的指标
// title_en: The targets that a plan describes
// about: 按这份文件自己的行，连同衡量的主体。
// param: dataset text
// columns: id name kind? comparator? value? value_max? unit? period? existence? section? char_start:integer? char_end:integer? measures:texts statement
MATCH (d:Dataset {id: $dataset})-[r:DESCRIBES]->(t:Target)
OPTIONAL MATCH (t)-[m:MEASURES]->(x:Entity)
WHERE m.dataset = $dataset AND m.support = 'established'
WITH r, t, x ORDER BY x.id
WITH r, t, [id IN collect(DISTINCT x.id) WHERE id IS NOT NULL] AS measures
RETURN t.id AS id, r.name AS name, r.kind AS kind, r.comparator AS comparator, r.value AS value, r.value_max AS value_max,
       r.unit AS unit, r.period AS period, r.existence AS existence, r.section AS section, r.char_start AS char_start,
       r.char_end AS char_end, measures, r.id AS statement
ORDER BY id, statement
