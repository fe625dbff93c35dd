// title: 产业链与环节
// title_en: Chains and their segments
// about: 模板的全部链与环节，含阶段与关键标记。
// columns: chain_id chain segment_id segment stage critical supply_roles:texts? keywords:texts? product_keywords:texts?
MATCH (c:Chain)-[h:HAS_SEGMENT]->(s:Segment)
WHERE h.support = 'established'
WITH DISTINCT c, s
RETURN c.id AS chain_id, c.name AS chain, s.id AS segment_id, s.name AS segment, s.stage AS stage, s.critical AS critical, s.supply_roles AS supply_roles,
       s.keywords AS keywords, s.product_keywords AS product_keywords
ORDER BY chain_id, segment_id
