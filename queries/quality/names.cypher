// title: 已有主体的名称、别名与代码
// title_en: Names, aliases and codes of what is described
// about: 这个数据集以外的数据集怎样称呼各主体（具名的）；装载名单时据此认出已有的主体。
// param: dataset text = ""
// columns: id label name aliases:texts? credit_code? district? city? park? dataset title statement
MATCH (n:Entity)<-[r:DESCRIBES]-(d:Dataset)
WHERE d.id <> $dataset AND coalesce(n.granularity, 'named') = 'named'
RETURN n.id AS id, [l IN labels(n) WHERE l <> 'Entity'][0] AS label, r.name AS name, r.aliases AS aliases,
       r.credit_code AS credit_code, r.district AS district, r.city AS city, r.park AS park, d.id AS dataset, d.title AS title, r.id AS statement
ORDER BY id, r.id
