// title: Mark the set-up as not done
// about: Search then looks at the names themselves, and the next set-up makes the full-text index again.
MATCH (g:Graph {id: 'graph'})
SET g.setup = null
