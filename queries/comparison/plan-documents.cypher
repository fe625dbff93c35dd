// title: 一份文件的题名与全文
// title_en: The documents of a plan, with their texts
// about: 没有提供过全文的，全文为空。
// param: dataset text
// columns: id title? text?
MATCH (d:Dataset {id: $dataset})-[:DESCRIBES]->(f:Document)
RETURN DISTINCT f.id AS id, f.title AS title, f.text AS text
ORDER BY id
