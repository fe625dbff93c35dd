// title: 有资料的区域
// title_en: Regions with data
// about: 有布局、缺失，或有数据集说到的区域；布局陈述最多的在前。chains：只看哪些链，空的是全部。
// columns: region_id region? code? chains:texts? statements:integer
CALL () {
  MATCH (:Entity)-[r:ACTIVE_IN]->(:Segment)
  RETURN r.region AS id, count(*) AS holdings
  UNION ALL
  MATCH (g:Region)-[:LACKS]->(:Segment)
  RETURN DISTINCT g.id AS id, 0 AS holdings
  UNION ALL
  MATCH (d:Dataset)
  WHERE d.region IS NOT NULL AND EXISTS { MATCH (g:Region) WHERE g.id = d.region }
  RETURN DISTINCT d.region AS id, 0 AS holdings
}
WITH id, sum(holdings) AS statements
OPTIONAL MATCH (g:Region {id: id})
RETURN id AS region_id, g.name AS region, g.code AS code, g.chains AS chains, statements
ORDER BY statements DESC, region_id
