// title: 来源一览
// title_en: Every source
// about: 每个来源的发布者、日期、级别，以及有多少条陈述出自它。
// columns: document_id title? publisher? published? grade? access? url? statements:integer
MATCH ()-[r]->()
WHERE r.source IS NOT NULL
WITH r.source AS document_id, count(*) AS statements
MATCH (d:Document {id: document_id})
RETURN document_id, d.title AS title, d.publisher AS publisher, d.published AS published, d.grade AS grade,
       d.access AS access, d.url AS url, statements
ORDER BY statements DESC, document_id
