// title: 本地园区、平台与企业聚焦哪些产业链
// title_en: Which chains local parks, platforms and enterprises focus on
// about: 聚焦的领域或链与模板的链相同、更宽或更窄；只算说这个区域的数据集。
// param: region region
// columns: organisation_id organisation label chain_id field status section? char_start:integer? char_end:integer? year:integer? statement
MATCH (o:Entity)-[r:FOCUSES_ON]->(f:Entity)-[k:CORRESPONDS_TO]->(c:Chain)
WHERE k.kind IN ['same', 'broader', 'narrower'] AND r.support = 'established'
  AND (o:Park OR o:Platform OR o:Enterprise OR o:Carrier) AND coalesce(o.granularity, 'named') = 'named'
  AND EXISTS { MATCH (d:Dataset) WHERE d.id = r.dataset AND d.region = $region }
RETURN DISTINCT o.id AS organisation_id, o.name AS organisation, [l IN labels(o) WHERE l <> 'Entity'][0] AS label,
       c.id AS chain_id, f.name AS field, r.status AS status, r.section AS section, r.char_start AS char_start,
       r.char_end AS char_end, r.year AS year, r.id AS statement
ORDER BY organisation_id, chain_id, statement
