// title: 一个数据集描述的节点，完整
// title_en: What a dataset describes, whole
// about: 描述与节点的全部属性；据此重建它的记录。
// param: dataset text
// columns: description:record node:record label
MATCH (:Dataset {id: $dataset})-[r:DESCRIBES]->(n)
RETURN r AS description, n AS node, [l IN labels(n) WHERE l <> 'Entity'][0] AS label
