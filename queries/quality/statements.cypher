// title: 各类陈述的条数
// title_en: Number of statements by type
// about: 每种边的条数，分已证实与待核实。
// columns: type support statements
MATCH (:Entity)-[r]->(:Entity)
RETURN type(r) AS type, r.support AS support, count(*) AS statements
ORDER BY type, support
