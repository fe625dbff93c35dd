// title: 提到若干主体的数据集
// title_en: Datasets that mention some entities
// about: 描述它们、有陈述涉及它们，或者自己的行就用这些编号。
// param: ids texts
// param: rows texts
// columns: dataset
UNWIND $ids AS id
MATCH (n:Entity {id: id})-[r]-()
RETURN DISTINCT r.dataset AS dataset
UNION
MATCH ()-[r:DESCRIBES]->()
WHERE r.id IN $rows
RETURN DISTINCT r.dataset AS dataset
