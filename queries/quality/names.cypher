// title: 已有主体的名称、别名与代码
// title_en: Names, aliases and codes of what is described
// about: 由这个数据集以外的数据集描述的主体；装载名单时据此认出已有的主体。
// param: dataset text = ""
// columns: id label name aliases credit_code
MATCH (n:Entity)
WHERE EXISTS { MATCH (n)<-[:DESCRIBES]-(d:Dataset) WHERE d.id <> $dataset }
RETURN n.id AS id, [l IN labels(n) WHERE l <> 'Entity'][0] AS label, n.name AS name, n.aliases AS aliases,
       n.credit_code AS credit_code
ORDER BY id
