// title: 院所与母体
// title_en: Institutes and their parents
// about: 隶属或共建关系；没有母体记录的也列出，母体未知。
// columns: institute_id institute kind? existence? city? parent_id? parent? relation? parent_kind? status? evidence? source_title? publisher? published? grade? access? publisher_kind? dataset? statement?
MATCH (i:Institute)
WHERE coalesce(i.granularity, 'named') = 'named'
OPTIONAL MATCH (i)-[r:AFFILIATED_WITH|CO_BUILDS]-(p:Entity)
WHERE r.support = 'established' AND (type(r) = 'CO_BUILDS' OR startNode(r).id = i.id)
RETURN i.id AS institute_id, i.name AS institute, i.kind AS kind, i.existence AS existence, i.city AS city,
       p.id AS parent_id, coalesce(p.name, i.parent) AS parent, type(r) AS relation, r.kind AS parent_kind, r.status AS status,
       r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.dataset AS dataset, r.id AS statement
ORDER BY institute_id, coalesce(parent_id, ''), coalesce(statement, '')
