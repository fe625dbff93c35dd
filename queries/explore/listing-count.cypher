// title: 一种类型的主体有多少
// title_en: How many entities of one type
// about: 类型空着为全部，grain 为 named（具体的）或 class（类别）。
// param: label text = ""
// param: grain text = ""
// columns: count:integer
MATCH (x:Entity)
WHERE NOT x:Stub AND ($label = '' OR $label IN labels(x)) AND ($grain = '' OR coalesce(x.granularity, 'named') = $grain)
RETURN count(x) AS count
