// title: 一份文件的陈述
// title_en: The statements of a plan
// about: 两端、关系、状态与出处；待核实的不在内，指标与成员关系另计。
// param: dataset text
// columns: source_id source source_label type target_id target target_label status evidence section? char_start:integer? char_end:integer? document? statement
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.dataset = $dataset AND r.support = 'established' AND NOT type(r) IN ['MEASURES', 'TARGETS'] AND NOT a:Target AND NOT b:Target
OPTIONAL MATCH (c:Clause {id: r.evidence})
RETURN a.id AS source_id, a.name AS source, [l IN labels(a) WHERE l <> 'Entity'][0] AS source_label, type(r) AS type,
       b.id AS target_id, b.name AS target, [l IN labels(b) WHERE l <> 'Entity'][0] AS target_label, r.status AS status,
       r.evidence AS evidence, coalesce(r.section, c.section) AS section, coalesce(r.char_start, c.char_start) AS char_start,
       coalesce(r.char_end, c.char_end) AS char_end, coalesce(c.document, r.source) AS document, r.id AS statement
ORDER BY coalesce(char_start, 0), statement
