// title: 陈述按年份
// title_en: Statements by year
// about: 已证实的陈述有多少，按来源的年份；没有年份的在最后。资料有多旧，一看便知。
// columns: year:integer? statements:integer
MATCH (:Entity)-[r]->(:Entity)
WHERE r.support = 'established'
RETURN r.year AS year, count(r) AS statements
ORDER BY coalesce(year, 9999)
