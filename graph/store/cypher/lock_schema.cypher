// title: Lock the graph for a migration
// about: Returns the schema's version, $version where the store is from before it was kept.
// param: version integer
// columns: schema_version
MATCH (g:Graph {id: 'graph'})
SET g.locked = 'migration'
RETURN coalesce(g.schema_version, $version) AS schema_version
