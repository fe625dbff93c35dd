// title: 文件争取什么
// title_en: What the plan aspires to
// about: 标为“争取”的陈述：谁，争取什么，写在哪里。
// param: region region = ""
// columns: actor_id actor relation kind? target_id target target_label subject_stated? section? char_start:integer? char_end:integer? evidence source_title? publisher? published? grade? access? publisher_kind? dataset statement
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.status = 'aspired' AND r.support = 'established'
  AND ($region = '' OR EXISTS { MATCH (d:Dataset) WHERE d.id = r.dataset AND d.region = $region })
RETURN a.id AS actor_id, a.name AS actor, type(r) AS relation, r.kind AS kind, b.id AS target_id, b.name AS target,
       [l IN labels(b) WHERE l <> 'Entity'][0] AS target_label, r.subject_stated AS subject_stated,
       r.section AS section, r.char_start AS char_start, r.char_end AS char_end, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.dataset AS dataset, r.id AS statement
ORDER BY coalesce(char_start, 0), statement
