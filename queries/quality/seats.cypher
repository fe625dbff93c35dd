// title: 各主体在哪里、在哪些环节
// title_en: Where each organisation is, and at which segments
// about: 核对两个名称是否同一主体时的旁证：所在区域、园区与产业链环节。
// columns: id place_id place
MATCH (n:Entity)-[r:LOCATED_IN|ACTIVE_IN|PART_OF]->(p:Entity)
RETURN DISTINCT n.id AS id, p.id AS place_id, p.name AS place
ORDER BY id, place_id
