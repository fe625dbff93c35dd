// title: 一个数据集描述的节点
// title_en: What a dataset describes
// about: 每行一条描述：描述的编号与指纹，节点的编号与类型。
// param: dataset text
// columns: id hash node label
MATCH (:Dataset {id: $dataset})-[r:DESCRIBES]->(n)
RETURN r.id AS id, r.hash AS hash, n.id AS node, [l IN labels(n) WHERE l <> 'Entity'][0] AS label
