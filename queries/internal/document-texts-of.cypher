// title: 若干文件的全文
// title_en: The texts of some documents
// about: 没有提供过全文的文件没有行。
// param: ids texts
// columns: id text
UNWIND $ids AS id
MATCH (d:Document {id: id})
WHERE d.text IS NOT NULL
RETURN d.id AS id, d.text AS text
