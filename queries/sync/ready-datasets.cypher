// title: 装完的数据集
// title_en: Datasets that are loaded
// about: 状态是 ready 的数据集。
// columns: dataset
MATCH (d:Dataset {state: 'ready'})
RETURN d.id AS dataset
