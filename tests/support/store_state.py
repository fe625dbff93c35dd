"""The rows of a store at one moment, and the way back to them that changes only what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.store.store import Store
from graph.store.transaction import Transaction

NODES = "MATCH (n) RETURN elementId(n) AS key, labels(n) AS kind, properties(n) AS properties"
EDGES = (
    "MATCH (a)-[r]->(b) RETURN elementId(r) AS key, [type(r), elementId(a), elementId(b)] AS kind, "
    "properties(r) AS properties"
)
DELETE_NODES = "MATCH (n) WHERE elementId(n) IN $keys DETACH DELETE n"
DELETE_EDGES = "MATCH ()-[r]->() WHERE elementId(r) IN $keys DELETE r"
SET_NODE = "MATCH (n) WHERE elementId(n) = $key SET n = $properties"
SET_EDGE = "MATCH ()-[r]->() WHERE elementId(r) = $key SET r = $properties"
NODE_COUNT = "MATCH (n) RETURN count(n) AS size"
EDGE_COUNT = "MATCH ()-[r]->() RETURN count(r) AS size"
MOST_CHANGED = 20  # rows that are written one by one, each by a scan; more are loaded anew sooner
MOST_ADDED = 1_000  # nodes and edges; the embedded engine compares each row of the store with each of them

Rows = Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class StoreState:
    """The nodes and edges of a store by the server's own keys, which hold as long as a row is there."""

    nodes: Rows
    edges: Rows


def read_state(store: Store) -> StoreState:
    """Read everything that a store holds."""
    return StoreState(_rows(store, NODES), _rows(store, EDGES))


def _rows(store: Store, query: str) -> Rows:
    return {
        row["key"]: (sorted(row["kind"]) if query == NODES else row["kind"], row["properties"])
        for row in store.read(query)
    }


def go_back(store: Store, state: StoreState) -> bool:
    """Take out what has been added since, and write back what was changed.

    Returns:
        Whether the store is as it was; False, and nothing is done, where rows are gone, or many are new or changed.
    """
    size = sum(int(store.read(count)[0]["size"]) for count in (NODE_COUNT, EDGE_COUNT))
    if size > len(state.nodes) + len(state.edges) + MOST_ADDED:
        return False
    now = read_state(store)
    nodes, edges = _changed(state.nodes, now.nodes), _changed(state.edges, now.edges)
    if nodes is None or edges is None:
        return False

    def write(transaction: Transaction) -> None:
        transaction.run(DELETE_EDGES, {"keys": sorted(now.edges.keys() - state.edges.keys())})
        transaction.run(DELETE_NODES, {"keys": sorted(now.nodes.keys() - state.nodes.keys())})
        for query, rows, keys in ((SET_NODE, state.nodes, nodes), (SET_EDGE, state.edges, edges)):
            for key in keys:
                transaction.run(query, {"key": key, "properties": rows[key][1]})

    store.write(write)
    return True


def _changed(before: Rows, now: Rows) -> list[str] | None:
    """Return the keys of rows that have other properties; None where it is not done by writing a few rows back."""
    if not before.keys() <= now.keys() or any(now[key][0] != kind for key, (kind, _) in before.items()):
        return None
    changed = [key for key, row in before.items() if now[key] != row]
    return changed if len(changed) <= MOST_CHANGED else None
