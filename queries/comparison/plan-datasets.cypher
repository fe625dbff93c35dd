// title: 可以比较的文件
// title_en: Plans that can be compared
// about: 带有条款的数据集，先旧后新；可只看一个地区的。
// param: region region = ""
// columns: dataset title date? publisher region? clauses:integer
MATCH (d:Dataset)-[:DESCRIBES]->(c:Clause)
WHERE d.state = 'ready' AND ($region = '' OR d.region = $region)
RETURN d.id AS dataset, d.title AS title, d.date AS date, d.publisher AS publisher, d.region AS region, count(DISTINCT c) AS clauses
ORDER BY coalesce(d.date, ''), dataset
