// title: 谁属于、隶属于或参加一个主体
// title_en: What belongs to an entity
// about: 成员、下属、分支与参加的主体，联盟连同牵头与共建的；集合与类别的成员也在内。
// param: entity entity
// param: labels texts = ""
// columns: id name label relation status statement
MATCH (x:Entity)-[r:MEMBER_OF|AFFILIATED_WITH|INSTANCE_OF|PART_OF|PARTICIPATES_IN|LEADS|BUILDS|CO_BUILDS|HOSTS]->(m:Entity {id: $entity})
WHERE r.support = 'established' AND (m:Alliance OR NOT type(r) IN ['LEADS', 'BUILDS', 'CO_BUILDS', 'HOSTS'])
  AND (size($labels) = 0 OR any(l IN labels(x) WHERE l IN $labels))
RETURN DISTINCT x.id AS id, x.name AS name, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, type(r) AS relation, r.status AS status,
       r.id AS statement
ORDER BY id, statement
