"""Writes that are generated from the schema: constraints, indexes, and the statements that change records.

All functions are pure and return one statement. Names come from the schema only; values are always parameters. A
statement over ``$rows`` takes a list of maps, or a list of lists where a load has very many rows, because a map for
each row is slower. Edges are looked up from the end with fewer edges: the embedded engine scans all edges of the end
that it starts from, and the node of a dataset or of the bureau has thousands.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.model.schema import ENTITY, NodeType, Schema
from graph.store.columns import description_columns, edge_columns, node_columns

SEARCH_INDEX = "entity_search"


def constraints(schema: Schema) -> list[str]:
    """Return one uniqueness constraint on ``id`` for each merge label and each edge type."""
    merge_labels = sorted({kind.merge_label for kind in schema.nodes.values()})
    nodes = [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in merge_labels
    ]
    edges = [
        f"CREATE CONSTRAINT {name.lower()}_edge_id IF NOT EXISTS FOR ()-[r:{name}]-() REQUIRE r.id IS UNIQUE"
        for name in sorted(schema.edges)
    ]
    return nodes + edges


def dropped_constraints(schema: Schema) -> list[str]:
    """Return the statements that drop the constraints, so that they and their indexes can be made anew."""
    names = (statement.split()[2] for statement in constraints(schema))
    return [f"DROP CONSTRAINT {name} IF EXISTS" for name in names]


def indexes() -> list[str]:
    """Return the range indexes beside the keys: what is looked up by equality.

    A region's holdings are among those of thousands of regions. The embedded engine uses that index only where the
    pattern names no labels of the ends.
    """
    return [
        f"CREATE INDEX entity_name IF NOT EXISTS FOR (n:{ENTITY}) ON (n.name)",
        "CREATE INDEX holding_region IF NOT EXISTS FOR ()-[r:ACTIVE_IN]-() ON (r.region)",
        "CREATE INDEX version_key IF NOT EXISTS FOR (n:Version) ON (n.version)",
    ]


def labels(kind: NodeType) -> str:
    """Return a node type's labels as Cypher writes them: ``:Entity:Park`` or ``:Clause``."""
    return f":{ENTITY}:{kind.label}" if kind.entity else f":{kind.label}"


def warm_up_label_sets(schema: Schema) -> str:
    """Return a statement that creates and deletes one node for each label set of an entity.

    The embedded engine creates a type for a label set when it first meets it, and two concurrent loads would race.
    """
    kinds = [kind for _, kind in sorted(schema.nodes.items()) if kind.entity]
    nodes = ", ".join(f"(n{number}{labels(kind)})" for number, kind in enumerate(kinds))
    return f"CREATE {nodes} DELETE {', '.join(f'n{number}' for number, _ in enumerate(kinds))}"


def create_nodes(kind: NodeType) -> str:
    """Create nodes. Rows: ``props``, with ``id`` among them."""
    return f"UNWIND $rows AS row CREATE (n{labels(kind)}) SET n = row.props"


def update_nodes(kind: NodeType) -> str:
    """Replace all properties of nodes; their labels stay. Rows: ``id``, ``props``."""
    return f"UNWIND $rows AS row MATCH (n:{kind.merge_label} {{id: row.id}}) SET n = row.props"


def relabel_nodes(old: NodeType, new: NodeType) -> str:
    """Turn nodes of one entity type into nodes of another. Rows: ``id``.

    The id is taken off in between: the embedded engine moves a node whose labels change to another type, and its unique
    index would meet the same id again.
    """
    return (
        f"UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row.id}}) "
        f"REMOVE n.id SET n:{new.label} REMOVE n:{old.label} SET n.id = row.id"
    )


def delete_nodes(label: str, key: str = "id") -> str:
    """Delete nodes with their edges, looked up under a label by an indexed property. Rows: that property."""
    return f"UNWIND $rows AS row MATCH (n:{label} {{{key}: row.{key}}}) DETACH DELETE n"


def delete_all(label: str) -> str:
    """Delete every node under a label, with its edges."""
    return f"MATCH (n:{label}) DETACH DELETE n"


def delete_page(label: str) -> str:
    """Delete at most $size nodes under a label, with their edges; returns how many were ``deleted``."""
    return f"MATCH (n:{label}) WITH n LIMIT $size DETACH DELETE n RETURN count(*) AS deleted"


def create_nodes_with_description(kind: NodeType) -> str:
    """Create nodes, each together with the DESCRIBES edge of the row that introduces it.

    Rows: the dataset's id, the values of ``description_columns``, the values of ``node_columns``.
    """
    described, shown = description_columns(kind), node_columns(kind)
    return (
        "UNWIND $rows AS line WITH line[0] AS dataset, collect(line) AS lines "
        "MATCH (d:Dataset {id: dataset}) UNWIND lines AS row "
        f"CREATE (d)-[r:DESCRIBES {_map(described, 1)}]->(n{labels(kind)} {_map(shown, 1 + len(described))}) "
        "RETURN count(r) AS made"
    )


def create_edges(schema: Schema, name: str, source: str, target: str) -> str:
    """Create edges of a type between nodes under two merge labels.

    Rows: the ids of both ends, the values of ``edge_columns``. The target is looked up once for all of its edges,
    because many edges share one. The statement returns how many it ``made``: an end that does not exist would be
    skipped silently.
    """
    return (
        "UNWIND $rows AS line WITH line[1] AS target, collect(line) AS lines "
        f"MATCH (b:{target} {{id: target}}) UNWIND lines AS row MATCH (a:{source} {{id: row[0]}}) "
        f"CREATE (a)-[r:{name} {_map(edge_columns(schema, name), 2)}]->(b) RETURN count(r) AS made"
    )


def _map(fields: Sequence[str], start: int) -> str:
    """Return a property map whose values are the row's items from ``start`` on: faster than ``SET n = row.props``."""
    return "{" + ", ".join(f"{name}: row[{place}]" for place, name in enumerate(fields, start)) + "}"


def update_edges(name: str, source: str, target: str, *, from_target: bool) -> str:
    """Replace all properties of edges. Rows: ``id``, ``source``, ``target``, ``props``."""
    return f"UNWIND $rows AS row MATCH {_edge(name, source, target, from_target)} SET r = row.props"


def delete_edges(name: str, source: str, target: str, *, from_target: bool) -> str:
    """Delete edges. Rows: ``id``, ``source``, ``target``."""
    return f"UNWIND $rows AS row MATCH {_edge(name, source, target, from_target)} DELETE r"


def _edge(name: str, source: str, target: str, from_target: bool) -> str:
    """Return the pattern of one edge by id, starting from the end that has fewer edges."""
    if from_target:
        return f"(:{target} {{id: row.target}})<-[r:{name} {{id: row.id}}]-(:{source})"
    return f"(:{source} {{id: row.source}})-[r:{name} {{id: row.id}}]->(:{target})"


def mark_loading() -> str:
    """Mark a dataset as loading. A stored entry keeps its properties until ``mark_ready``. Rows: ``id``, ``props``."""
    return "UNWIND $rows AS row MERGE (d:Dataset {id: row.id}) ON CREATE SET d = row.props SET d.state = 'loading'"


def mark_ready() -> str:
    """Write a dataset's entry when its load is complete. Rows: ``id``, ``props``, with the state among them."""
    return "UNWIND $rows AS row MERGE (d:Dataset {id: row.id}) SET d = row.props"


def set_state() -> str:
    """Set the state of datasets. Rows: ``id``, ``state``."""
    return "UNWIND $rows AS row MATCH (d:Dataset {id: row.id}) SET d.state = row.state"


def set_event_figures() -> str:
    """Set what an event of the log says of the chains' figures. Rows: ``id``, ``figures``, ``hash``."""
    return "UNWIND $rows AS row MATCH (e:LoadEvent {id: row.id}) SET e.figures = row.figures, e.hash = row.hash"


def acquire_lock() -> str:
    """Lock the graph against other writers with the token $writer (see ``write_lock``).

    Returns the token of the ``writer`` before, who has ``paused`` all writers, and the backup that is ``restoring``.
    """
    return (
        "MERGE (g:Graph {id: 'graph'}) SET g.locked = $writer "
        "RETURN g.writer AS writer, g.paused AS paused, g.restoring AS restoring"
    )


def set_writer_token() -> str:
    """Record $writer as the last writer. A dry run does not."""
    return "MATCH (g:Graph {id: 'graph'}) SET g.writer = $writer"


def verify_writer_token() -> str:
    """Return one row if $writer is still the last writer, and lock the graph for the rest of the transaction."""
    return (
        "MATCH (g:Graph {id: 'graph'}) WHERE g.writer = $writer SET g.writer = $writer "
        "RETURN g.writer AS writer, g.paused AS paused"
    )


def begin_pause() -> str:
    """Pause all writers by $token."""
    return "MATCH (g:Graph {id: 'graph'}) SET g.paused = $token"


def read_pause() -> str:
    """Return a read of the token that has ``paused`` all writers."""
    return "MATCH (g:Graph {id: 'graph'}) RETURN g.paused AS paused"


def end_pause() -> str:
    """End the pause of $token."""
    return "MATCH (g:Graph {id: 'graph'}) WHERE g.paused = $token SET g.paused = null"


def set_restoring() -> str:
    """Mark that the backup $file is being restored; null: that it is done."""
    return "MATCH (g:Graph {id: 'graph'}) SET g.restoring = $file"
