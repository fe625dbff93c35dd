// title: 各数据集怎样描述一个主体
// title_en: How each dataset describes one entity
// about: 每个来源行说的名称、别名、类别、状态；图中显示的取自优先级最高的数据集。
// param: entity entity
// columns: dataset title row label name aliases:texts? kind? existence? district? note?
MATCH (x:Entity {id: $entity})<-[r:DESCRIBES]-(d:Dataset)
RETURN d.id AS dataset, d.title AS title, r.id AS row, r.label AS label, r.name AS name, r.aliases AS aliases, r.kind AS kind,
       r.existence AS existence, r.district AS district, r.note AS note
ORDER BY dataset, row
