// title: Entities by full text
// about: `text` is in Lucene's syntax; `index` is the dialect's name of the full-text index.
// param: index text
// param: text text
// columns: id name aliases labels kind existence granularity score
CALL db.index.fulltext.queryNodes($index, $text) YIELD node, score
RETURN node.id AS id, node.name AS name, node.aliases AS aliases, labels(node) AS labels, node.kind AS kind,
       node.existence AS existence, node.granularity AS granularity, score
