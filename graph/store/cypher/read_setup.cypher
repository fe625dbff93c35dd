// title: The mark of the set-up and the version of the schema
// about: The mark is the fingerprint of the statements that set-up has run. No row in a new store.
// columns: setup schema_version restoring
MATCH (g:Graph {id: 'graph'})
RETURN g.setup AS setup, g.schema_version AS schema_version, g.restoring AS restoring
