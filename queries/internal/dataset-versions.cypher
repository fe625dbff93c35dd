// title: 各数据集的指纹与状态
// title_en: The fingerprint and state of each dataset
// about: 页面据此知道图有没有变；跟进与企业需求不进任何测算。
// columns: id fingerprint? state? is_counted:flag
OPTIONAL MATCH (mark:FollowUp|Need)
WITH collect(DISTINCT mark.dataset) AS uncounted
MATCH (d:Dataset)
RETURN d.id AS id, d.fingerprint AS fingerprint, d.state AS state, NOT d.id IN uncounted AS is_counted
ORDER BY id
