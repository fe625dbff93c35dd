// title: 一份文件在哪里提到各主体
// title_en: Where a plan names its things
// about: 每处一行，先文件后起止；主体另由别的数据集描述的也列出。
// param: dataset text
// columns: id label name document section char_start:integer char_end:integer
MATCH (d:Dataset {id: $dataset})-[:DESCRIBES]->(c:Clause)-[m:MENTIONS]->(x:Entity)
WHERE m.dataset = $dataset
RETURN DISTINCT x.id AS id, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, x.name AS name, c.document AS document, c.section AS section,
       m.char_start AS char_start, m.char_end AS char_end
ORDER BY document, char_start, char_end, id
