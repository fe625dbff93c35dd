// title: Entities whose name, alias or initials contain a text
// about: The closest come first. For one character, which the index of bigrams cannot find, and while there is no index.
// param: text text
// param: limit integer
// columns: id name aliases labels kind existence granularity score
MATCH (node:Entity)
WHERE node.search_text CONTAINS $text
WITH node
ORDER BY CASE WHEN node.name = $text THEN 0
              WHEN $text IN node.aliases THEN 1
              WHEN node.name STARTS WITH $text THEN 2
              ELSE 3 END,
         size(node.name), node.id
LIMIT $limit
RETURN node.id AS id, node.name AS name, node.aliases AS aliases, labels(node) AS labels, node.kind AS kind,
       node.existence AS existence, node.granularity AS granularity, 0.0 AS score
