// title: 一份文件的题名与年份
// title_en: The title and year of a plan
// about: 数据集不在，或正在装载时没有行。
// param: dataset text
// columns: dataset title date? year:integer? region?
MATCH (d:Dataset {id: $dataset})
WHERE d.state = 'ready'
RETURN d.id AS dataset, d.title AS title, d.date AS date, d.year AS year, d.region AS region
