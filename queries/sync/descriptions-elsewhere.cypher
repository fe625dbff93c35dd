// title: 别的数据集对若干主体的描述
// title_en: What other datasets say of some entities
// about: 连同各数据集的优先级；据此合成主体显示的属性。
// param: ids texts
// param: dataset text
// columns: id description:record dataset precedence
UNWIND $ids AS id
MATCH (n:Entity {id: id})<-[r:DESCRIBES]-(d:Dataset)
WHERE d.id <> $dataset
RETURN id, r AS description, d.id AS dataset, d.precedence AS precedence
