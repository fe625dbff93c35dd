// title: 指标的实际值
// title_en: Achieved values of targets
// about: 进展报表给出的实际完成数，以及文件里与指标同名、或有条款出处的数，各按来源原样列出；没有不等于没有完成。
// columns: target_id target label measure text? value unit? period? year:integer? support evidence source_title? publisher? published? grade? access? publisher_kind? document_id? section? char_start:integer? char_end:integer? dataset statement
MATCH (t:Target)
WITH collect(DISTINCT t.name) AS names
MATCH (x:Entity)-[:HAS_OBSERVATION]->(o:Observation)
WHERE o.value IS NOT NULL AND o.measure <> 'stated_size'
OPTIONAL MATCH (c:Clause {id: o.evidence})
WITH names, x, o, c
WHERE o.measure = 'actual' OR c IS NOT NULL OR o.measure IN names
RETURN x.id AS target_id, x.name AS target, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, o.measure AS measure, o.text AS text,
       o.value AS value, o.unit AS unit, o.period AS period, o.year AS year, o.support AS support, o.evidence AS evidence,
       o.source_title AS source_title, o.publisher AS publisher, o.published AS published, o.grade AS grade, o.access AS access,
       o.publisher_kind AS publisher_kind, c.document AS document_id, c.section AS section, c.char_start AS char_start,
       c.char_end AS char_end, o.dataset AS dataset, o.id AS statement
ORDER BY target_id, coalesce(o.period, ''), statement
