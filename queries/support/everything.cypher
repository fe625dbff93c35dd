// title: 关于一个主体的一切说法
// title_en: Everything said about one entity
// about: 每条陈述一行，连同来源；待核实的也列出并注明。
// param: entity entity
// columns: direction relation kind? other_id other other_label status confidence support subject_stated? section? char_start:integer? char_end:integer? as_of? year:integer? evidence source_title? publisher? published? grade? access? publisher_kind? dataset statement note? quote? document_sha256?
MATCH (x:Entity {id: $entity})-[r]-(o)
WHERE r.status IS NOT NULL
OPTIONAL MATCH (c:Clause {id: r.evidence})-[:PART_OF]->(d:Document)
RETURN CASE WHEN startNode(r).id = x.id THEN 'out' ELSE 'in' END AS direction, type(r) AS relation, r.kind AS kind,
       o.id AS other_id, o.name AS other, [l IN labels(o) WHERE l <> 'Entity'][0] AS other_label,
       r.status AS status, r.confidence AS confidence, r.support AS support, r.subject_stated AS subject_stated,
       r.section AS section, r.char_start AS char_start, r.char_end AS char_end, r.as_of AS as_of,
       r.year AS year, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind,
       r.dataset AS dataset, r.id AS statement, r.note AS note,
       c.text AS quote, d.sha256 AS document_sha256
ORDER BY CASE support WHEN 'established' THEN 0 ELSE 1 END, relation, other_id, statement
