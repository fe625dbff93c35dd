// title: 待核实清单
// title_en: Leads to verify
// about: 只有线索、还不算数的说法，为什么，以及什么能证实它。
// param: entity entity = ""
// param: limit integer = 1000
// columns: lead_id who suspected type? reason confirm about:texts about_ids:texts as_of? year:integer? evidence source_title? publisher? published? grade? access? publisher_kind? dataset
MATCH (l:Lead)-[:ABOUT]->(e:Entity)
WITH l, e ORDER BY e.id
WITH l, collect(e.name) AS about, collect(e.id) AS about_ids
WHERE $entity = '' OR $entity IN about_ids
RETURN l.id AS lead_id, l.who AS who, l.suspected AS suspected, l.type AS type, l.reason AS reason, l.confirm AS confirm,
       about, about_ids, l.as_of AS as_of, l.year AS year, l.evidence AS evidence,
       l.source_title AS source_title, l.publisher AS publisher, l.published AS published, l.grade AS grade, l.access AS access,
       l.publisher_kind AS publisher_kind, l.dataset AS dataset
ORDER BY lead_id
LIMIT $limit
