// title: Mark the version of the schema
// about: A migration wrote: what was compared before it must not be taken for unchanged.
// param: version integer
MATCH (g:Graph {id: 'graph'})
SET g.schema_version = $version
