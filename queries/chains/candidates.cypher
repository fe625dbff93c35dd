// title: 外地候选机构能补哪些环节
// title_en: Candidates elsewhere for a chain's segments
// about: 每个候选机构与环节一行；在本地已有分支的，列出分支。
// param: chain chain
// param: region region = ""
// columns: segment_id segment candidate_id candidate label kind? city? confidence certainty? evidence source_title? publisher? published? grade? access? publisher_kind? branch_id? branch? branch_text? dataset statement
MATCH (c:Chain {id: $chain})-[:HAS_SEGMENT]->(s:Segment)
WITH DISTINCT s
MATCH (o:Entity)-[r:CAN_PROVIDE]->(s)
WHERE r.support = 'established'
OPTIONAL MATCH (b:Entity)-[k:AFFILIATED_WITH]->(o) WHERE k.kind = 'BRANCH'
  AND ($region = '' OR EXISTS { MATCH (b)<-[:DESCRIBES]-(d:Dataset) WHERE d.region = $region })
RETURN s.id AS segment_id, s.name AS segment, o.id AS candidate_id, o.name AS candidate,
       [l IN labels(o) WHERE l <> 'Entity'][0] AS label, o.kind AS kind, o.city AS city,
       r.confidence AS confidence, o.certainty AS certainty, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind,
       b.id AS branch_id, b.name AS branch,
       CASE WHEN $region = '' OR EXISTS { MATCH (o)<-[:DESCRIBES]-(d:Dataset) WHERE d.region = $region } THEN o.branch END AS branch_text,
       r.dataset AS dataset, r.id AS statement
ORDER BY segment_id, CASE confidence WHEN 'explicit' THEN 0 ELSE 1 END, candidate_id, coalesce(grade, 'Z'), statement, coalesce(branch_id, '')
