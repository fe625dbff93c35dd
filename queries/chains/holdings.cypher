// title: 一个区域在各环节的布局
// title_en: A region's holdings at all segments
// about: 已证实的陈述，既有的与规划的；分析由此计算。
// param: region region
// columns: statement organisation_id organisation label segment_id role status confidence dataset as_of? year:integer? level:integer? share:number? evidence source_title? publisher? published? grade? access? publisher_kind? note?
// The labels of the ends stand apart, because the embedded engine else reads the holdings of all regions.
MATCH (o)-[r:ACTIVE_IN]->(s)
WHERE r.support = 'established' AND r.region = $region
WITH o, r, s WHERE o:Entity AND s:Segment
RETURN r.id AS statement, o.id AS organisation_id, o.name AS organisation, [l IN labels(o) WHERE l <> 'Entity'][0] AS label,
       s.id AS segment_id, r.kind AS role, r.status AS status, r.confidence AS confidence, r.dataset AS dataset,
       r.as_of AS as_of, r.year AS year, r.level AS level, r.share AS share, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.note AS note
ORDER BY statement
