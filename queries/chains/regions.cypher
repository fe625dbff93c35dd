// title: 有布局数据的区域
// title_en: Regions with holdings
// about: 布局陈述最多的区域在前。
// columns: region_id region? statements:integer
MATCH (:Entity)-[r:ACTIVE_IN]->(:Segment)
WITH r.region AS id, count(*) AS statements
OPTIONAL MATCH (g:Region {id: id})
RETURN id AS region_id, g.name AS region, statements
ORDER BY statements DESC, region_id
