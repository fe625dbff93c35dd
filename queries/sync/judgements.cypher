// title: 全部判断
// title_en: Every judgement
// about: 按时间先后。
// columns: judgement:record
MATCH (n:Decision)
RETURN n AS judgement
ORDER BY n.at, n.id
