// title: 环节间的供给关系
// title_en: Which segment feeds which
// about: 模板的上下游关系，上游在前。
// columns: from_id to_id
MATCH (a:Segment)-[f:FEEDS]->(b:Segment)
WHERE f.support = 'established'
WITH DISTINCT a, b
RETURN a.id AS from_id, b.id AS to_id
ORDER BY from_id, to_id
