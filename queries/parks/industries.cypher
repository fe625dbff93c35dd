// title: 园区按战略产业
// title_en: Parks by strategic industry
// about: 园区聚焦的领域或产业链；标为战略产业的在前。
// columns: field_id field park_id park park_kind? existence? kind? status section? char_start:integer? char_end:integer? evidence year:integer? source_title? publisher? published? grade? access? publisher_kind? dataset statement
MATCH (p:Park)-[r:FOCUSES_ON|CONTRIBUTES_TO]->(f:Entity)
WHERE r.support = 'established'
RETURN f.id AS field_id, f.name AS field, p.id AS park_id, p.name AS park, p.kind AS park_kind, p.existence AS existence,
       r.kind AS kind, r.status AS status, r.section AS section, r.char_start AS char_start, r.char_end AS char_end,
       r.evidence AS evidence, r.year AS year,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.dataset AS dataset, r.id AS statement
ORDER BY CASE kind WHEN 'STRATEGIC_INDUSTRY' THEN 0 ELSE 1 END, field_id, park_id, statement
