// title: 文件的全文
// title_en: The texts of documents
// about: 只有用户提供过全文的文件。
// columns: id text
MATCH (d:Document)
WHERE d.text IS NOT NULL
RETURN d.id AS id, d.text AS text
