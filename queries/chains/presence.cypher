// title: 各区域在哪些环节有生产
// title_en: The segments where each region has production
// about: 已证实的、既有的生产；装载了几个区域时，用来算环节之间的相近程度。
// columns: region segment_id
MATCH (:Entity)-[r:ACTIVE_IN]->(s:Segment)
WHERE r.support = 'established' AND r.status = 'existing' AND r.kind = 'production' AND r.region IS NOT NULL
RETURN DISTINCT r.region AS region, s.id AS segment_id
ORDER BY region, segment_id
