// title: 谁支持这个主体
// title_en: Who supports this organisation
// about: 直接支持，或经过一个中间主体（它所在的园区、所属的类别或集合、支持它的机构）。写明主语的在前，主语省略的在后。relations 只看这几种直接的关系，labels 只看这几种类型的主体。
// param: entity entity
// param: relations texts = ""
// param: labels texts = ""
// columns: supporter_id supporter label relation kind? via_id? via? via_relation? status confidence subject_stated? section? char_start:integer? char_end:integer? evidence source_title? publisher? published? grade? access? publisher_kind? dataset statement quote?
MATCH (x:Entity {id: $entity})
CALL (x) {
  MATCH (a:Entity)-[r:SUPPORTS|FUNDS|BUILDS|CO_BUILDS|HOSTS|SERVES|LEADS|OPERATES|ATTRACTS|IMPLEMENTS]->(x)
  WHERE r.support = 'established'
  RETURN a, r, null AS m, null AS way
  UNION
  MATCH (x)-[w:INSTANCE_OF|MEMBER_OF|PART_OF|LOCATED_IN|AFFILIATED_WITH]->(m:Entity)<-[r:SUPPORTS|FUNDS|BUILDS|CO_BUILDS|HOSTS|LEADS|OPERATES]-(a:Entity)
  WHERE r.support = 'established' AND w.support = 'established' AND a.id <> x.id
  RETURN a, r, m, type(w) AS way
  UNION
  MATCH (x)<-[w:SUPPORTS|FUNDS|BUILDS|CO_BUILDS|HOSTS|LEADS|OPERATES]-(m:Entity)<-[r:SUPPORTS|FUNDS|BUILDS|CO_BUILDS|LEADS|OPERATES]-(a:Entity)
  WHERE r.support = 'established' AND w.support = 'established' AND a.id <> x.id
  RETURN a, r, m, type(w) AS way
}
WITH DISTINCT a, r, m, way
WHERE (size($relations) = 0 OR (m IS NULL AND (type(r) IN $relations OR type(r) + ':' + coalesce(r.kind, '') IN $relations))) AND (size($labels) = 0 OR any(l IN labels(a) WHERE l IN $labels))
OPTIONAL MATCH (c:Clause {id: r.evidence})
RETURN a.id AS supporter_id, a.name AS supporter, [l IN labels(a) WHERE l <> 'Entity'][0] AS label,
       type(r) AS relation, r.kind AS kind, m.id AS via_id, m.name AS via, way AS via_relation,
       r.status AS status, r.confidence AS confidence, r.subject_stated AS subject_stated,
       r.section AS section, r.char_start AS char_start, r.char_end AS char_end,
       r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.dataset AS dataset, r.id AS statement, c.text AS quote
ORDER BY CASE WHEN m IS NULL THEN 0 ELSE 1 END, CASE r.subject_stated WHEN 'no' THEN 1 ELSE 0 END,
         supporter_id, statement, coalesce(via_id, ''), coalesce(via_relation, '')
