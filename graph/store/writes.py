"""Cypher made from the schema: constraints, indexes, and the statements that create, change and remove records.

All functions are pure. Names come from the schema only; values are always parameters. Every statement that takes
``$rows`` takes a list of maps, or of lists where there may be many. Edges are looked up from an end with few edges: the
embedded engine scans the edges of the end it starts from, and a dataset's or the bureau's node has many.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.model.records import STATUSES
from graph.model.schema import ENTITY, STUB, NodeType, Schema
from graph.store.columns import description_columns, edge_columns, node_columns

SEARCH_INDEX = "entity_search"


def constraints(schema: Schema) -> list[str]:
    """One uniqueness constraint on ``id`` for each anchor label and each edge type."""
    anchors = sorted({kind.merge_label for kind in schema.nodes.values()})
    nodes = [
        f"CREATE CONSTRAINT {anchor.lower()}_id IF NOT EXISTS FOR (n:{anchor}) REQUIRE n.id IS UNIQUE"
        for anchor in anchors
    ]
    edges = [
        f"CREATE CONSTRAINT {name.lower()}_edge_id IF NOT EXISTS FOR ()-[r:{name}]-() REQUIRE r.id IS UNIQUE"
        for name in sorted(schema.edges)
    ]
    return nodes + edges


def indexes() -> list[str]:
    """Range indexes beside the keys: names and versions are looked up exactly."""
    return [
        f"CREATE INDEX entity_name IF NOT EXISTS FOR (n:{ENTITY}) ON (n.name)",
        "CREATE INDEX version_key IF NOT EXISTS FOR (n:Version) ON (n.version)",
    ]


def labels(kind: NodeType) -> str:
    """The labels of a type as Cypher writes them: ``:Entity:Park`` or ``:Clause``."""
    return f":{ENTITY}:{kind.label}" if kind.entity else f":{kind.label}"


def warm_up_label_sets(schema: Schema) -> str:
    """Each combination of labels, used once: the embedded engine then makes a type, which two loads cannot at once."""
    kinds = [kind for _, kind in sorted(schema.nodes.items()) if kind.entity]
    made = ", ".join(f"(n{at}{labels(kind)})" for at, kind in enumerate(kinds))
    return f"CREATE {made} DELETE {', '.join(f'n{at}' for at, _ in enumerate(kinds))}"


def create_nodes(kind: NodeType) -> str:
    """Rows: ``props`` (with ``id``)."""
    return f"UNWIND $rows AS row CREATE (n{labels(kind)}) SET n = row.props"


def update_nodes(kind: NodeType) -> str:
    """Rows: ``id``, ``props``: all properties are replaced, the labels stay."""
    return f"UNWIND $rows AS row MATCH (n:{kind.merge_label} {{id: row.id}}) SET n = row.props"


def relabel_nodes(old: NodeType, new: NodeType) -> str:
    """Rows: ``id``: nodes of one entity type become nodes of another.

    The id is taken off in between: the embedded engine moves a node whose labels change, and would meet it again.
    """
    return (
        f"UNWIND $rows AS row MATCH (n:{ENTITY} {{id: row.id}}) "
        f"REMOVE n.id SET n:{new.label} REMOVE n:{old.label} SET n.id = row.id"
    )


def delete_nodes(anchor: str) -> str:
    """Rows: ``id``."""
    return f"UNWIND $rows AS row MATCH (n:{anchor} {{id: row.id}}) DETACH DELETE n"


def create_nodes_with_description(kind: NodeType) -> str:
    """Rows: the dataset's id, the values of ``row_fields``, those of ``node_fields``: nodes with a row that says so."""
    said, shown = description_columns(kind), node_columns(kind)
    return (
        "UNWIND $rows AS line WITH line[0] AS dataset, collect(line) AS lines "
        "MATCH (d:Dataset {id: dataset}) UNWIND lines AS row "
        f"CREATE (d)-[r:DESCRIBES {_map(said, 1)}]->(n{labels(kind)} {_map(shown, 1 + len(said))}) "
        "RETURN count(r) AS made"
    )


def create_edges(schema: Schema, name: str, source: str, target: str) -> str:
    """Rows: ids of both ends, the values of ``edge_fields``; ``source`` and ``target`` here are anchor labels.

    Many edges have one target: it is looked up once. Tells how many were made: an end that is not there would be
    passed over.
    """
    return (
        "UNWIND $rows AS line WITH line[1] AS target, collect(line) AS lines "
        f"MATCH (b:{target} {{id: target}}) UNWIND lines AS row MATCH (a:{source} {{id: row[0]}}) "
        f"CREATE (a)-[r:{name} {_map(edge_columns(schema, name), 2)}]->(b) RETURN count(r) AS made"
    )


def _map(fields: Sequence[str], start: int) -> str:
    """The values of a row from a place on, as properties: faster than a map of the row's own, which is set later."""
    return "{" + ", ".join(f"{name}: row[{place}]" for place, name in enumerate(fields, start)) + "}"


def update_edges(name: str, source: str, target: str, *, from_target: bool) -> str:
    """Rows: ``id``, ``source``, ``target``, ``props``; looked up from the target's side when that is less crowded."""
    return f"UNWIND $rows AS row MATCH {_edge(name, source, target, from_target)} SET r = row.props"


def delete_edges(name: str, source: str, target: str, *, from_target: bool) -> str:
    """Rows: ``id``, ``source``, ``target``."""
    return f"UNWIND $rows AS row MATCH {_edge(name, source, target, from_target)} DELETE r"


def _edge(name: str, source: str, target: str, from_target: bool) -> str:
    if from_target:
        return f"(:{target} {{id: row.target}})<-[r:{name} {{id: row.id}}]-(:{source})"
    return f"(:{source} {{id: row.source}})-[r:{name} {{id: row.id}}]->(:{target})"


def stored_edges(name: str) -> str:
    """What a dataset ($dataset) holds of an edge type: id, fingerprint, ends."""
    return (
        f"MATCH (a)-[r:{name}]->(b) WHERE r.dataset = $dataset "
        "RETURN r.id AS id, r.hash AS hash, a.id AS source, b.id AS target"
    )


def stored_descriptions() -> str:
    """What a dataset ($dataset) says of nodes: id and fingerprint of the row, id and labels of the node."""
    return (
        "MATCH (:Dataset {id: $dataset})-[r:DESCRIBES]->(n) "
        "RETURN r.id AS id, r.hash AS hash, n.id AS node, labels(n) AS labels"
    )


def other_descriptions() -> str:
    """All that the datasets other than $dataset say of the entities $ids, with each dataset's precedence."""
    return (
        f"UNWIND $ids AS id MATCH (n:{ENTITY} {{id: id}})<-[r:DESCRIBES]-(d:Dataset) WHERE d.id <> $dataset "
        "RETURN id, r AS said, d.id AS dataset, d.precedence AS precedence"
    )


def existing(anchor: str) -> str:
    """Which of $ids are there under an anchor label, with their labels and the fingerprint of what they show."""
    return f"UNWIND $ids AS id MATCH (n:{anchor} {{id: id}}) RETURN id, labels(n) AS labels, n.hash AS hash"


def existing_in_other_datasets(anchor: str) -> str:
    """Which of $ids under an anchor label are described by datasets other than $dataset, or by none; their labels."""
    return (
        f"UNWIND $ids AS id MATCH (n:{anchor} {{id: id}}) WHERE n:{STUB} OR "
        "EXISTS { MATCH (d:Dataset)-[:DESCRIBES]->(n) WHERE d.id <> $dataset } RETURN id, labels(n) AS labels"
    )


def external_support() -> str:
    """Which of the entities $ids other datasets touch: by a statement, not a template's, of each status; by any."""
    said = ", ".join(
        f"EXISTS {{ MATCH (n)-[r]-() WHERE r.dataset <> $dataset AND r.status = '{status}' "
        f"AND r.support = 'established' AND r.confidence <> 'template' }} AS {status}"
        for status in STATUSES
    )
    return (
        f"UNWIND $ids AS id MATCH (n:{ENTITY} {{id: id}}) RETURN id, {said}, "
        "EXISTS { MATCH (n)-[r]-() WHERE r.dataset <> $dataset AND type(r) <> 'DESCRIBES' } AS joined"
    )


def edges_of() -> str:
    """Every edge between the entities $ids and others, with the labels of both ends."""
    return (
        f"UNWIND $ids AS id MATCH (n:{ENTITY} {{id: id}})-[r]-() WHERE type(r) <> 'DESCRIBES' "
        "WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b "
        "RETURN r.id AS id, type(r) AS type, r.dataset AS dataset, a.id AS source, labels(a) AS source_labels, "
        "b.id AS target, labels(b) AS target_labels ORDER BY type, id"
    )


def ids(anchor: str) -> str:
    """The ids of all nodes under an anchor label."""
    return f"MATCH (n:{anchor}) RETURN n.id AS id"


def count(anchor: str) -> str:
    """How many nodes there are under an anchor label."""
    return f"MATCH (n:{anchor}) RETURN count(n) AS count"


def undescribed(anchor: str) -> str:
    """The ids of the nodes under an anchor label that no dataset's row describes."""
    return f"MATCH (n:{anchor}) WHERE NOT EXISTS {{ MATCH (:Dataset)-[:DESCRIBES]->(n) }} RETURN n.id AS id"


def mark_loading() -> str:
    """Rows: ``id``, ``props``: a dataset whose load begins; what one that was there says of itself stays meanwhile."""
    return "UNWIND $rows AS row MERGE (d:Dataset {id: row.id}) ON CREATE SET d = row.props SET d.state = 'loading'"


def mark_ready() -> str:
    """Rows: ``id``, ``props``: a dataset that is loaded."""
    return "UNWIND $rows AS row MERGE (d:Dataset {id: row.id}) SET d = row.props"


def loading() -> str:
    """The datasets whose load was cut off."""
    return "MATCH (d:Dataset {state: 'loading'}) RETURN d.id AS id"


def set_state() -> str:
    """Rows: ``id``, ``state``."""
    return "UNWIND $rows AS row MATCH (d:Dataset {id: row.id}) SET d.state = row.state"


def acquire_lock() -> str:
    """Taken first by every loading transaction: two loads of one store wait for each other, or one is tried again.

    Tells who wrote last.
    """
    return "MERGE (g:Graph {id: 'graph'}) SET g.locked = $writer RETURN g.writer AS writer"


def set_writer_token() -> str:
    """$writer is the one that wrote last; a trial is none."""
    return "MATCH (g:Graph {id: 'graph'}) SET g.writer = $writer"


def verify_writer_token() -> str:
    """One row while $writer is the one that took the lock last."""
    return "MATCH (g:Graph {id: 'graph'}) WHERE g.writer = $writer SET g.writer = $writer RETURN g.writer AS writer"


def loads() -> str:
    """Every load, unload, decision and undoing, in their order."""
    return "MATCH (l:Load) RETURN l AS load ORDER BY l.n"


def last_load() -> str:
    """The number of the last event, and of a dataset ($dataset) what its own last event left."""
    return (
        "OPTIONAL MATCH (l:Load) WITH coalesce(max(l.n), 0) AS n OPTIONAL MATCH (own:Load {dataset: $dataset}) "
        "WITH n, own ORDER BY own.n DESC LIMIT 1 RETURN n, own.id AS id, own.version AS version, own.n AS own, "
        "own.writer AS writer, own.refused AS refused, own.missing AS missing"
    )


def version() -> str:
    """The parts of a version ($version)."""
    return "MATCH (v:Version {version: $version}) RETURN v.data AS data ORDER BY v.part"


def source_version() -> str:
    """The version of what a dataset ($dataset) itself says, where rules or decisions stand over it; its state."""
    return "MATCH (d:Dataset {id: $dataset}) RETURN d.said AS said, d.state AS state"


def source_versions() -> str:
    """The parts of all such versions."""
    return (
        "MATCH (d:Dataset) WHERE d.said IS NOT NULL WITH DISTINCT d.said AS said "
        "MATCH (v:Version {version: said}) RETURN v AS node"
    )


def versions() -> str:
    """Every version that is kept, and whether a dataset calls it what it says."""
    return (
        "MATCH (v:Version {part: 0}) OPTIONAL MATCH (d:Dataset {said: v.version}) "
        "RETURN v.version AS version, count(d) > 0 AS said ORDER BY version"
    )


def delete_versions() -> str:
    """Rows: ``version``: versions that nobody will ask for."""
    return "UNWIND $rows AS row MATCH (v:Version {version: row.version}) DELETE v"


def stored_node_rows() -> str:
    """What a dataset ($dataset) says of nodes, whole: the row, the node, its labels."""
    return "MATCH (:Dataset {id: $dataset})-[r:DESCRIBES]->(n) RETURN r AS row, n AS node, labels(n) AS labels"


def stored_statements(name: str) -> str:
    """What a dataset ($dataset) holds of an edge type, whole."""
    return f"MATCH (a)-[r:{name}]->(b) WHERE r.dataset = $dataset RETURN r AS edge, a.id AS source, b.id AS target"


def stored_judgements() -> str:
    """Every decision, in its order."""
    return "MATCH (n:Decision) RETURN n AS decision ORDER BY n.at, n.id"


def datasets_mentioning() -> str:
    """The datasets that describe or join any of the entities $ids, and those whose rows are called $rows."""
    return (
        f"UNWIND $ids AS id MATCH (n:{ENTITY} {{id: id}})-[r]-() RETURN DISTINCT r.dataset AS dataset "
        "UNION MATCH ()-[r:DESCRIBES]->() WHERE r.id IN $rows RETURN DISTINCT r.dataset AS dataset"
    )


def all_nodes(label: str) -> str:
    """Every node of a label, page by page in id order, for the snapshot."""
    return (
        f"MATCH (n:{label}) WHERE n.id > $after "
        "RETURN n.id AS id, labels(n) AS labels, n AS node ORDER BY n.id LIMIT $size"
    )


def all_edges(name: str) -> str:
    """Every edge of a type, for the snapshot."""
    return f"MATCH (a)-[r:{name}]->(b) RETURN r AS edge, a.id AS source, b.id AS target"
