// title: 各类关系的条数
// title_en: Number of edges by type
// about: 每种关系的条数；陈述分已证实与待核实，结构性的关系（描述、提及、涉及、观测）不分。
// columns: type support? statements:integer
MATCH ()-[r]->()
RETURN type(r) AS type, CASE WHEN r.status IS NULL THEN null ELSE r.support END AS support, count(*) AS statements
ORDER BY type, coalesce(support, '')
