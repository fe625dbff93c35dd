// title: 文件提到而模板没有对应链的
// title_en: In a plan, without a chain in the template
// about: 文件所说的产业链与领域，没有同样、更宽、更窄或相关的模板链；模板未含，或尚未判断。
// param: region region = ""
// columns: field_id field label note?
MATCH (d:Dataset)-[:DESCRIBES]->(f:Document)
WHERE f.sha256 IS NOT NULL AND ($region = '' OR d.region = $region)
WITH DISTINCT d
MATCH (d)-[:DESCRIBES]->(f:Entity)
WHERE (f:Chain OR f:Technology) AND NOT EXISTS { MATCH (f)-[k:CORRESPONDS_TO]->(:Chain) WHERE k.support = 'established' }
OPTIONAL MATCH (f)-[:HAS_OBSERVATION]->(o:Observation {measure: 'template_chain'})
RETURN DISTINCT f.id AS field_id, f.name AS field, [l IN labels(f) WHERE l <> 'Entity'][0] AS label, o.note AS note
ORDER BY field_id
