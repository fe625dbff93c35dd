"""The hashes that stored rows carry, each over all that its row holds: computed again, they tell a changed row.

Loads compare them to find what differs, and checks to find what was damaged on the disk. They are no signatures:
whoever changes a row on purpose can compute its hash anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.model.records import fingerprint

UNHASHED_DATASET_PROPERTIES = frozenset({"id", "hash", "state"})  # the state changes while a dataset is loaded


def node_hash(label: str, props: Mapping[str, object]) -> str:
    """Return the hash of a merged node: its type label and its properties without id and hash."""
    return fingerprint(label, props)


def statement_hash(id_: str, edge_type: str, source: str, target: str, props: Mapping[str, object]) -> str:
    """Return the hash of a statement: its id and type, the ids of its ends, its properties without id and hash.

    An empty id gives the hash of rows from before the id was part of it.
    """
    return fingerprint(edge_type, source, target, props, *_id_part(id_))


def description_hash(
    id_: str, label: str, node: str, props: Mapping[str, object], precedence: Mapping[str, int]
) -> str:
    """Return the hash of what one row says of a node.

    Args:
        id_: the row's id; an empty one gives the hash of rows from before the id was part of it.
        label: the label that the row gives the node.
        node: the node's id.
        props: the properties that the row states.
        precedence: how the dataset's rows rank; another rank makes another node of the same rows.
    """
    return fingerprint(label, node, props, sorted(precedence.items()), *_id_part(id_))


def _id_part(id_: str) -> tuple[str, ...]:
    return (id_,) if id_ else ()


def dataset_hash(props: Mapping[str, object]) -> str:
    """Return the hash of a dataset's own node: all its properties but its id, its state and the hash itself."""
    return fingerprint(
        "Dataset", {name: value for name, value in props.items() if name not in UNHASHED_DATASET_PROPERTIES}
    )


def event_hash(props: Mapping[str, object]) -> str:
    """Return the hash of an event of the log: all its properties but the hash itself."""
    return fingerprint("LoadEvent", {name: value for name, value in props.items() if name != "hash"})
