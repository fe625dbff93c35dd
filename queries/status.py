"""The contents of the store: datasets, and the number of nodes and edges of each type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.store import reads
from graph.store.store import Store
from queries.catalogue import find_query


@dataclass(frozen=True)
class GraphStatus:
    """The contents of the store: datasets, entities by type, statements by type."""

    datasets: tuple[Mapping[str, Any], ...]
    nodes: Mapping[str, int]
    edges: Mapping[str, int]
    leads: Mapping[str, int]

    def fields(self) -> dict[str, Any]:
        """Return the documented fields for JSON."""
        return {
            "datasets": [dict(row) for row in self.datasets],
            "nodes": dict(self.nodes),
            "edges": dict(self.edges),
            "lead_edges": dict(self.leads),
        }


def graph_status(store: Store) -> GraphStatus:
    """Datasets, and how many of each type there are."""
    nodes: dict[str, int] = {}
    for row in store.read(find_query("entities").cypher(store.name)):
        nodes[row["label"]] = nodes.get(row["label"], 0) + row["entities"]
    for label in ("Document", "Clause", "Observation", "Lead"):
        nodes[label] = store.read(reads.count(label))[0]["count"]
    edges: dict[str, int] = {}
    leads: dict[str, int] = {}
    for row in store.read(find_query("statements").cypher(store.name)):
        edges[row["type"]] = edges.get(row["type"], 0) + row["statements"]
        if row["support"] == "lead":
            leads[row["type"]] = row["statements"]
    datasets = tuple(store.read(find_query("datasets").cypher(store.name)))
    return GraphStatus(datasets, dict(sorted(nodes.items())), edges, leads)
