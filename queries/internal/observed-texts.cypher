// title: 数据说的是什么
// title_en: What figures are of
// about: 问句里认数据的说法用：规上企业、首批会员……
// columns: text
MATCH (o:Observation)
WHERE o.support = 'established' AND o.text IS NOT NULL
RETURN DISTINCT o.text AS text
ORDER BY text
