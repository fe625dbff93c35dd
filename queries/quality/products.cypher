// title: 确在某环节的主体的主营产品
// title_en: Products of those who are surely at a segment
// about: 来源明写（或已核实）供给某环节的主体，连同名单里的主营产品；从中找可以补进模板的关键词。
// columns: segment_id organisation products
MATCH (o:Entity)-[r:ACTIVE_IN]->(s:Segment)
WHERE r.confidence = 'explicit' AND r.support = 'established' AND r.kind IN coalesce(s.supply_roles, ['production']) AND o.products IS NOT NULL
RETURN DISTINCT s.id AS segment_id, o.name AS organisation, o.products AS products
ORDER BY segment_id, organisation
