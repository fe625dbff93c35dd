// title: The mark of the set-up
// about: The fingerprint of the statements that set-up has run; no row in a new store.
// columns: setup
MATCH (g:Graph {id: 'graph'})
RETURN g.setup AS setup
