// title: 集合的应有数与已知数
// title_en: Groups with stated and known sizes
// about: 如两区十八园：文件说的数目，减去已知的具名成员（子集合的成员也算），就是未知的；规划中的成员另列，不算已知。
// param: region region = ""
// columns: group_id group stated:integer stated_text:texts statements:texts known:integer members:texts planned:texts unknown:integer
MATCH (g:Entity)-[:HAS_OBSERVATION]->(o:Observation {measure: 'stated_size'})
WHERE o.support = 'established'
  AND ($region = '' OR EXISTS { MATCH (d:Dataset) WHERE d.id = o.dataset AND d.region = $region })
WITH g, o ORDER BY o.id
WITH g, sum(o.number) AS stated, collect(o.value + coalesce(o.unit, '') + coalesce(o.text, '')) AS stated_text, collect(o.id) AS statements
OPTIONAL MATCH (m:Entity)-[path:MEMBER_OF|PART_OF|INSTANCE_OF*1..3]->(g)
WHERE NOT m:Group AND coalesce(m.granularity, 'named') = 'named' AND all(r IN path WHERE r.support = 'established')
WITH g, stated, stated_text, statements, m, all(r IN path WHERE r.status = 'existing') AND coalesce(m.existence, 'existing') = 'existing' AS there
ORDER BY m.id
WITH g, stated, stated_text, statements, m, max(CASE WHEN there THEN 1 ELSE 0 END) AS there
ORDER BY m.id
WITH g, stated, stated_text, statements, [x IN collect(CASE there WHEN 1 THEN m.name END) WHERE x IS NOT NULL] AS members,
     [x IN collect(CASE there WHEN 0 THEN m.name END) WHERE x IS NOT NULL] AS planned
RETURN g.id AS group_id, g.name AS group, toInteger(stated) AS stated, stated_text, statements, size(members) AS known, members, planned,
       CASE WHEN toInteger(stated) > size(members) THEN toInteger(stated) - size(members) ELSE 0 END AS unknown
ORDER BY group_id
