// title: 文件对各产业链的说法
// title_en: What a plan says of the chains
// about: 有条款出处的陈述，对象是模板的链，或与之对应的链与领域，或列有它们的集合（如两大产业链）。
// param: region region = ""
// columns: chain_id subject_id subject actor_id actor actor_label relation kind? status section? char_start:integer char_end:integer? text? statement year:integer? evidence source_title? publisher? published? grade? access? publisher_kind?
MATCH (t:Entity)-[k:CORRESPONDS_TO]->(c:Chain)
WHERE k.kind IN ['same', 'broader', 'narrower']
CALL (t) {
  MATCH (a:Entity)-[r]->(t)
  RETURN a, r, t AS x
  UNION
  MATCH (t)-[m:MEMBER_OF|PART_OF]->(x:Group)
  WHERE m.support = 'established'
  MATCH (a:Entity)-[r]->(x)
  WHERE NOT type(r) IN ['MEMBER_OF', 'PART_OF']
  RETURN a, r, x
}
WITH c, a, r, x
WHERE r.char_start IS NOT NULL AND r.support = 'established'
  AND ($region = '' OR EXISTS { MATCH (d:Dataset) WHERE d.id = r.dataset AND d.region = $region })
OPTIONAL MATCH (q:Clause {id: r.evidence})
RETURN DISTINCT c.id AS chain_id, x.id AS subject_id, x.name AS subject, a.id AS actor_id, a.name AS actor,
       [l IN labels(a) WHERE l <> 'Entity'][0] AS actor_label, type(r) AS relation,
       r.kind AS kind, r.status AS status, r.section AS section, r.char_start AS char_start, r.char_end AS char_end,
       q.text AS text, r.id AS statement, r.year AS year, r.evidence AS evidence, r.source_title AS source_title,
       r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind
ORDER BY chain_id, char_start, statement, subject_id
