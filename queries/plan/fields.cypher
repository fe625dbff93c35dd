// title: 文件所说的链与领域对应哪条模板链
// title_en: The plan's chains and fields, and their chains in the template
// about: 没有对应的也列出：模板未含，或尚未判断。
// columns: field_id field label correspondence chain_id? chain? note?
MATCH (f:Entity)
WHERE (f:Chain OR f:Technology) AND NOT EXISTS { MATCH (f)-[:HAS_SEGMENT]->() }
OPTIONAL MATCH (f)-[k:CORRESPONDS_TO]->(c:Chain) WHERE k.support = 'established'
OPTIONAL MATCH (f)-[:HAS_OBSERVATION]->(o:Observation {measure: 'template_chain'})
RETURN f.id AS field_id, f.name AS field, [l IN labels(f) WHERE l <> 'Entity'][0] AS label,
       coalesce(k.kind, o.value, 'unjudged') AS correspondence, c.id AS chain_id, c.name AS chain, coalesce(k.note, o.note) AS note
ORDER BY CASE WHEN c IS NULL THEN 0 ELSE 1 END, field_id, coalesce(chain_id, ''), coalesce(correspondence, '')
