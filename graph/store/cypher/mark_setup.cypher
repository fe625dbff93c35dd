// title: Mark the set-up as done
// param: setup text
MERGE (g:Graph {id: 'graph'})
SET g.setup = $setup
