// title: 各数据集改用的编号
// title_en: Ids that datasets have given up
// about: 每个数据集的改号表：旧编号与新编号。
// columns: dataset moved_ids:texts
MATCH (d:Dataset)
WHERE d.moved_ids IS NOT NULL
RETURN d.id AS dataset, d.moved_ids AS moved_ids
ORDER BY dataset
