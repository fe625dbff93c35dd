// title: One entity, if there is any, and the mark of the set-up
// about: The mark is null while there is no full-text index.
// columns: id setup
MATCH (n:Entity)
WITH n LIMIT 1
OPTIONAL MATCH (g:Graph {id: 'graph'})
RETURN n.id AS id, g.setup AS setup
