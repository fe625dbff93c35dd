// title: 已装载的数据集
// title_en: Datasets loaded
// about: 来源、日期、许可、优先级与装载状态。
// columns: dataset title publisher date? licence region? state? rows:integer note?
MATCH (d:Dataset)
OPTIONAL MATCH (d)-[r:DESCRIBES]->()
RETURN d.id AS dataset, d.title AS title, d.publisher AS publisher, d.date AS date, d.licence AS licence, d.region AS region,
       d.state AS state, count(r) AS rows, d.note AS note
ORDER BY dataset
