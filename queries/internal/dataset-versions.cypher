// title: 各数据集的指纹与状态
// title_en: The fingerprint and state of each dataset
// about: 页面据此知道图有没有变。
// columns: id fingerprint? state?
MATCH (d:Dataset)
RETURN d.id AS id, d.fingerprint AS fingerprint, d.state AS state
ORDER BY id
