// title: 按产品放到环节、还没有核实的
// title_en: Placements by products that nobody has confirmed
// about: 关键词放到环节上的陈述（推断），含确定的与待核实的；确认之后才算来源明写。
// param: dataset text = ""
// columns: statement organisation_id organisation segment_id segment role support note? dataset evidence source_title? publisher? published? grade? access? publisher_kind?
MATCH (o:Entity)-[r:ACTIVE_IN]->(s:Segment)
WHERE r.confidence = 'inferred' AND ($dataset = '' OR r.dataset = $dataset)
RETURN r.id AS statement, o.id AS organisation_id, o.name AS organisation, s.id AS segment_id, s.name AS segment,
       r.kind AS role, r.support AS support, r.note AS note, r.dataset AS dataset, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind
ORDER BY CASE support WHEN 'lead' THEN 0 ELSE 1 END, segment_id, organisation_id, statement
