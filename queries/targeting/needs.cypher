// title: 企业需求
// title_en: Needs of firms
// about: 名单里的企业需求，按数据集与编号。
// param: region region
// columns: id dataset title firm? what due? field?
MATCH (d:Dataset)-[:DESCRIBES]->(n:Need)
WHERE n.region = $region
RETURN n.id AS id, n.dataset AS dataset, d.title AS title, n.firm AS firm, n.what AS what, n.due AS due, n.field AS field
ORDER BY dataset, id
