// title: 联盟与成员
// title_en: Alliances and their members
// about: 牵头、加入或共建联盟的机构；没有成员的联盟也列出，成员未知。
// columns: alliance_id alliance existence? granularity? member_id? member? member_label? relation? status? evidence? source_title? publisher? published? grade? access? publisher_kind? dataset? statement?
MATCH (a:Alliance)
OPTIONAL MATCH (m:Entity)-[r:MEMBER_OF|LEADS|BUILDS|CO_BUILDS|HOSTS]->(a) WHERE r.support = 'established'
RETURN a.id AS alliance_id, a.name AS alliance, a.existence AS existence, a.granularity AS granularity,
       m.id AS member_id, m.name AS member, [l IN labels(m) WHERE l <> 'Entity'][0] AS member_label,
       type(r) AS relation, r.status AS status, r.evidence AS evidence,
       r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
       r.publisher_kind AS publisher_kind, r.dataset AS dataset, r.id AS statement
ORDER BY alliance_id, coalesce(member_id, ''), coalesce(statement, '')
