// title: 外地候选机构的全部能力
// title_en: What every candidate elsewhere can provide
// about: 每个候选机构与环节一行；专家判断的 confidence 为 inferred，来源写明的为 explicit。这个区域已有分支的，列出分支。
// param: region region
// columns: candidate_id candidate label city? parent? certainty? fields:texts? segment_id confidence statement branch_id? branch? branch_year:integer? branch_text? source_title? publisher? published? grade? access? publisher_kind? evidence note?
MATCH (o:Entity)-[r:CAN_PROVIDE]->(s:Segment)
WHERE r.support = 'established'
OPTIONAL MATCH (b:Entity)-[k:AFFILIATED_WITH]->(o) WHERE k.kind = 'BRANCH' AND k.support = 'established'
  AND EXISTS { MATCH (b)<-[:DESCRIBES]-(d:Dataset) WHERE d.region = $region }
RETURN o.id AS candidate_id, o.name AS candidate, [l IN labels(o) WHERE l <> 'Entity'][0] AS label, o.city AS city,
       o.parent AS parent, o.certainty AS certainty, o.fields AS fields, s.id AS segment_id, r.confidence AS confidence,
       r.id AS statement, b.id AS branch_id, b.name AS branch,
       k.year AS branch_year,
       CASE WHEN EXISTS { MATCH (o)<-[:DESCRIBES]-(d:Dataset) WHERE d.region = $region } THEN o.branch END AS branch_text,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.evidence AS evidence, r.note AS note
ORDER BY candidate_id, segment_id, statement, coalesce(branch_id, '')
