// title: 可能是同一家的线索
// title_en: Leads that organisations may be one
// about: 来源里看不出是一家还是两家的主体；没有核实之前，同一环节可能重复计数。
// columns: lead_id who suspected confirm about_ids:texts evidence source_title? publisher? published? grade? access? publisher_kind? dataset
MATCH (l:Lead {reason: 'identity'})-[:ABOUT]->(e:Entity)
WITH l, e ORDER BY e.id
WITH l, collect(e.id) AS about_ids
WHERE size(about_ids) > 1
RETURN l.id AS lead_id, l.who AS who, l.suspected AS suspected, l.confirm AS confirm, about_ids,
       l.evidence AS evidence, l.source_title AS source_title, l.publisher AS publisher,
       l.published AS published, l.grade AS grade, l.access AS access, l.publisher_kind AS publisher_kind, l.dataset AS dataset
ORDER BY lead_id
