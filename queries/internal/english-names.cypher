// title: 产业链与环节的英文名
// title_en: English names of chains and segments
// about: 界面选英文时用的名称，模板里有的才有。
// columns: id name_en
MATCH (n:Entity)
WHERE (n:Chain OR n:Segment) AND n.name_en IS NOT NULL
RETURN n.id AS id, n.name_en AS name_en
ORDER BY id
