"""A network as GraphML, for Gephi, yEd and Cytoscape."""

from __future__ import annotations

import io

import networkx as nx

from queries.subgraph import Subgraph
from ui.exports.network_layout import Point
from ui.exports.networkx_graphs import statement_graph


def graphml(graph: Subgraph, at: dict[str, Point]) -> bytes:
    """Write things as nodes with their places, every statement as an edge of its own."""
    net = statement_graph(graph)
    for entity in graph.entities.values():
        x, y = at[entity.id]
        net.nodes[entity.id].pop("name")  # the programs draw what is called label
        net.nodes[entity.id].update(label=entity.name, type=entity.label, x=x, y=y)
    out = io.BytesIO()
    nx.write_graphml(net, out)
    return out.getvalue()
