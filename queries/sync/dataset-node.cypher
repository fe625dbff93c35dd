// title: 数据集自己的节点
// title_en: A dataset's own node
// about: 数据集不在时没有行。
// param: dataset text
// columns: node:record
MATCH (d:Dataset {id: $dataset})
RETURN d AS node
