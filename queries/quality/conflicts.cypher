// title: 互相矛盾的说法
// title_en: Facts that disagree
// about: 同一件事的不同说法并列；链图不替你选。
// columns: conflict_group thing_id thing said value? unit? period? evidence source_title? publisher? published? grade? access? publisher_kind? dataset statement note?
CALL () {
  MATCH (e:Entity)-[:HAS_OBSERVATION]->(o:Observation)
  WHERE o.conflict_group IS NOT NULL
  RETURN o.conflict_group AS conflict_group, e, o.measure AS said, o.value AS value, o.unit AS unit, o.period AS period,
         o.evidence AS evidence,
         o.source_title AS source_title, o.publisher AS publisher, o.published AS published, o.grade AS grade, o.access AS access,
         o.publisher_kind AS publisher_kind, o.dataset AS dataset,
         o.id AS statement, coalesce(o.text, o.note) AS note
  UNION ALL
  MATCH (e:Entity)-[r]->(b:Entity)
  WHERE r.conflict_group IS NOT NULL
  RETURN r.conflict_group AS conflict_group, e, type(r) AS said, b.name AS value, null AS unit, r.as_of AS period,
         r.evidence AS evidence,
         r.source_title AS source_title, r.publisher AS publisher, r.published AS published, r.grade AS grade, r.access AS access,
         r.publisher_kind AS publisher_kind, r.dataset AS dataset,
         r.id AS statement, r.note AS note
}
RETURN conflict_group, e.id AS thing_id, e.name AS thing, said, value, unit, period, evidence,
       source_title, publisher, published, grade, access, publisher_kind, dataset, statement, note
ORDER BY conflict_group, statement
