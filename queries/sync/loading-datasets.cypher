// title: 没有装完的数据集
// title_en: Datasets whose load was cut off
// about: 状态还是 loading 的数据集。
// columns: id
MATCH (d:Dataset {state: 'loading'})
RETURN d.id AS id
