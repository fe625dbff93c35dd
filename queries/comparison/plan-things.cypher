// title: 一份文件说到的主体
// title_en: The things that a plan describes
// about: 按这份文件自己的行：类型、名称、别名、状态。指标另有查询。
// param: dataset text
// columns: id label name aliases:texts? existence? kind? credit_code? statement
MATCH (d:Dataset {id: $dataset})-[r:DESCRIBES]->(x:Entity)
WHERE NOT x:Target AND r.name IS NOT NULL
RETURN x.id AS id, r.label AS label, r.name AS name, r.aliases AS aliases, r.existence AS existence, r.kind AS kind,
       r.credit_code AS credit_code, r.id AS statement
ORDER BY id, statement
