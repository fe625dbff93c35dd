// title: 环节上的陈述在文件里的原句
// title_en: The sentences of statements at segments
// about: 只有装了文件全文的才有行。
// param: region region
// columns: statement text
MATCH (x:Entity)-[r:ACTIVE_IN|LACKS]->(:Segment)
WHERE r.support = 'established' AND (r.region = $region OR x.id = $region)
MATCH (c:Clause {id: r.evidence})
WHERE c.text IS NOT NULL
RETURN DISTINCT r.id AS statement, c.text AS text
ORDER BY statement
