// title: The token of the last writer
// about: Every load that writes leaves another one.
// columns: writer
MATCH (g:Graph {id: 'graph'})
RETURN g.writer AS writer
