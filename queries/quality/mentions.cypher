// title: 一个主体写在文件的哪里
// title_en: Where a document names one entity
// about: 每处提到一行：文件、章节、起止字；载入原文后有条款文字。
// param: entity entity
// columns: document_id document section char_start:integer char_end:integer clause_id clause_start:integer clause_end:integer text?
MATCH (x:Entity {id: $entity})<-[m:MENTIONS]-(c:Clause)-[:PART_OF]->(d:Document)
RETURN d.id AS document_id, d.title AS document, c.section AS section, m.char_start AS char_start, m.char_end AS char_end,
       c.id AS clause_id, c.char_start AS clause_start, c.char_end AS clause_end, c.text AS text
ORDER BY document_id, char_start, char_end, clause_id
