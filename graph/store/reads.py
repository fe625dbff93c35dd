"""Reads that are generated from the schema, because Cypher has no parameter for a label or an edge type.

All functions are pure. Reads that name no label of their own are ``.cypher`` files in ``queries``.
"""

from __future__ import annotations

from graph.model.schema import STUB


def existing(label: str) -> str:
    """Return a read of those of $ids that exist under a merge label: their labels and fingerprint."""
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN id, labels(n) AS labels, n.hash AS hash"


def existing_in_other_datasets(label: str) -> str:
    """Return a read of those of $ids that a dataset other than $dataset describes, or nobody does: their labels."""
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n:{STUB} OR "
        "EXISTS { MATCH (d:Dataset)-[:DESCRIBES]->(n) WHERE d.id <> $dataset } RETURN id, labels(n) AS labels"
    )


def ids(label: str) -> str:
    """Return a read of the ids of all nodes under a label."""
    return f"MATCH (n:{label}) RETURN n.id AS id"


def all_nodes(label: str) -> str:
    """Return a read of all nodes under a label with their properties: for those of which there are few."""
    return f"MATCH (n:{label}) RETURN n AS node"


def archived_versions() -> str:
    """Return a read of the hashes of all archived versions."""
    return "MATCH (v:Version) RETURN DISTINCT v.version AS version"


def source_versions() -> str:
    """Return a read of the versions that datasets name as their own records."""
    return "MATCH (d:Dataset) WHERE d.source_version IS NOT NULL RETURN DISTINCT d.source_version AS version"


def writing_state() -> str:
    """Return a read of the datasets whose load is not complete, and of the number of the last event of the log."""
    return (
        "OPTIONAL MATCH (e:LoadEvent) WITH max(e.sequence) AS sequence "
        "OPTIONAL MATCH (d:Dataset) WHERE d.state = 'loading' "
        "RETURN sequence, d.id AS dataset ORDER BY dataset"
    )


def first_id(labels: list[str]) -> str:
    """Return a read that finds any one node under some labels."""
    return " UNION ".join(f"MATCH (n:{label}) WITH n LIMIT 1 RETURN n.id AS id" for label in labels)


def existing_statements(edge_types: list[str]) -> str:
    """Return a read of those of $ids that are edges of some types, or observations or leads.

    One look-up a type, because an index of either engine is of one type of edges.
    """
    edges_ = [f"MATCH ()-[r:{name}]->() WHERE r.id IN $ids RETURN r.id AS id" for name in edge_types]
    nodes = [f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n.id AS id" for label in ("Observation", "Lead")]
    return " UNION ".join([*edges_, *nodes])


def count(label: str) -> str:
    """Return a read of the number of nodes under a label."""
    return f"MATCH (n:{label}) RETURN count(n) AS count"


def endpoint_labels(name: str) -> str:
    """Return a read of the pairs of labels that edges of a type connect: source, target, and an edge of each pair."""
    return f"MATCH (a)-[r:{name}]->(b) RETURN DISTINCT labels(a) AS source, labels(b) AS target, min(r.id) AS id"


def undescribed(label: str) -> str:
    """Return a read of the ids of the nodes under a label that no dataset describes."""
    return f"MATCH (n:{label}) WHERE NOT EXISTS {{ MATCH (:Dataset)-[:DESCRIBES]->(n) }} RETURN n.id AS id"


def edges_of_dataset(name: str) -> str:
    """Return a read of $dataset's edges of a type with all their properties.

    One that is damaged may name another dataset: its id begins with $prefix still.
    """
    return (
        f"MATCH (a)-[r:{name}]->(b) WHERE r.dataset = $dataset OR r.id STARTS WITH $prefix "
        "RETURN r AS edge, a.id AS source, b.id AS target"
    )


def node_page(label: str) -> str:
    """Return a read of $size nodes of a label after the id $after, in id order, for the snapshot."""
    return (
        f"MATCH (n:{label}) WHERE n.id > $after "
        "RETURN n.id AS id, labels(n) AS labels, n AS node ORDER BY n.id LIMIT $size"
    )


def edges(name: str) -> str:
    """Return a read of every edge of a type, for the snapshot."""
    return f"MATCH (a)-[r:{name}]->(b) RETURN r AS edge, a.id AS source, b.id AS target"
