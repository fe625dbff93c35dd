// title: 描述若干主体的行
// title_en: The rows that describe some entities
// about: 按编号或名称找主体，给出各数据集里写到它们的行。
// param: texts texts
// columns: id
MATCH (x:Entity)
WHERE x.id IN $texts OR x.name IN $texts
MATCH (x)<-[r:DESCRIBES]-(:Dataset)
RETURN DISTINCT r.id AS id
ORDER BY id
