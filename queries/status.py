"""The contents of the store: datasets, and the number of nodes and edges of each type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.store import reads
from graph.store.store import Store
from queries.rows.quality import DatasetsRow, EntitiesRow, StatementsRow
from queries.run import fetch_rows


@dataclass(frozen=True)
class GraphStatus:
    """The contents of the store: datasets, entities by type, statements by type."""

    datasets: tuple[DatasetsRow, ...]
    nodes: Mapping[str, int]
    edges: Mapping[str, int]
    leads: Mapping[str, int]

    def fields(self) -> dict[str, Any]:
        """Return the documented fields for JSON."""
        return {
            "datasets": [row.as_dict() for row in self.datasets],
            "nodes": dict(self.nodes),
            "edges": dict(self.edges),
            "lead_edges": dict(self.leads),
        }


def graph_status(store: Store) -> GraphStatus:
    """Return the datasets, and how many nodes and edges of each type there are."""
    nodes: dict[str, int] = {}
    for row in fetch_rows(store, EntitiesRow):
        nodes[row.label] = nodes.get(row.label, 0) + row.entities
    for label in ("Document", "Clause", "Observation", "Lead"):
        nodes[label] = store.read(reads.count(label))[0]["count"]
    edges: dict[str, int] = {}
    leads: dict[str, int] = {}
    for group in fetch_rows(store, StatementsRow):
        edges[group.type] = edges.get(group.type, 0) + group.statements
        if group.support == "lead":
            leads[group.type] = group.statements
    datasets = tuple(fetch_rows(store, DatasetsRow))
    return GraphStatus(datasets, dict(sorted(nodes.items())), edges, leads)
