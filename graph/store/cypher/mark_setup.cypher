// title: Mark the set-up as done
// param: setup text
// param: version integer
MERGE (g:Graph {id: 'graph'})
SET g.setup = $setup, g.schema_version = $version
