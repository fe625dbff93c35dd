// title: 各区域在哪些环节有供给
// title_en: The segments where each region has supply
// about: 已证实的、既有的供给（环节自己的角色：生产，或服务、平台等）；装载了几个区域时，用来算环节之间的相近程度。
// columns: region segment_id year:integer? grade?
MATCH (:Entity)-[r:ACTIVE_IN]->(s:Segment)
WHERE r.support = 'established' AND r.status = 'existing' AND r.kind IN coalesce(s.supply_roles, ['production']) AND r.region IS NOT NULL
RETURN DISTINCT r.region AS region, s.id AS segment_id, r.year AS year, r.grade AS grade
ORDER BY region, segment_id, year, grade
