// title: 两个主体之间最短的联系
// title_en: The shortest connection between two entities
// about: 最多六步；同样长的，按途经主体的编号列出前几条。描述与提及不算联系。
// param: from entity
// param: to entity
// param: limit integer = 5
// columns: steps:integer ids:texts names:texts relations:texts statements:texts
MATCH (a:Entity {id: $from}), (b:Entity {id: $to})
MATCH p = allShortestPaths((a)-[:BUILDS|CO_BUILDS|SUPPORTS|FUNDS|TARGETS|MEASURES|IMPLEMENTS|FOCUSES_ON|LOCATED_IN|PART_OF|MEMBER_OF|INSTANCE_OF|UPGRADES_TO|HOSTS|CONTRIBUTES_TO|SERVES|REGULATES|AFFILIATED_WITH|COLLABORATES_WITH|LEADS|PARTICIPATES_IN|RELATED_TO|ATTRACTS|OPERATES|HAS_SEGMENT|FEEDS|ACTIVE_IN|CORRESPONDS_TO*1..6]-(b))
WHERE all(r IN relationships(p) WHERE r.support = 'established')
RETURN length(p) AS steps, [n IN nodes(p) | n.id] AS ids, [n IN nodes(p) | n.name] AS names,
       [r IN relationships(p) | type(r)] AS relations, [r IN relationships(p) | r.id] AS statements
ORDER BY ids, statements
LIMIT $limit
