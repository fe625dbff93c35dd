// title: 这个主体支持谁
// title_en: What this organisation supports
// about: 它支持、资助、建设、承载、牵头、运营或引进的一切，及其出处。relations 与 labels 只看这几种关系与类型。
// param: entity entity
// param: relations texts = ""
// param: labels texts = ""
// columns: target_id target label relation kind? status confidence subject_stated? section? char_start:integer? char_end:integer? evidence source_title? publisher? published? grade? access? publisher_kind? dataset statement
MATCH (x:Entity {id: $entity})-[r:SUPPORTS|FUNDS|BUILDS|CO_BUILDS|HOSTS|SERVES|LEADS|OPERATES|ATTRACTS|IMPLEMENTS|CONTRIBUTES_TO]->(b:Entity)
WHERE r.support = 'established' AND (size($relations) = 0 OR (type(r) IN $relations OR type(r) + ':' + coalesce(r.kind, '') IN $relations))
  AND (size($labels) = 0 OR any(l IN labels(b) WHERE l IN $labels))
RETURN b.id AS target_id, b.name AS target, [l IN labels(b) WHERE l <> 'Entity'][0] AS label,
       type(r) AS relation, r.kind AS kind, r.status AS status, r.confidence AS confidence, r.subject_stated AS subject_stated,
       r.section AS section, r.char_start AS char_start, r.char_end AS char_end,
       r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.dataset AS dataset, r.id AS statement
ORDER BY CASE r.subject_stated WHEN 'no' THEN 1 ELSE 0 END, relation, target_id, statement
