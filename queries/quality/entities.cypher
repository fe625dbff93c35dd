// title: 各类主体的个数
// title_en: Number of entities by type
// about: 每种主体的个数，分具名与类别。
// columns: label granularity entities:integer
MATCH (n:Entity)
RETURN [l IN labels(n) WHERE l <> 'Entity'][0] AS label, coalesce(n.granularity, 'named') AS granularity, count(*) AS entities
ORDER BY label, granularity
