"""A network as GraphML, for Gephi, yEd and Cytoscape."""

from __future__ import annotations

import io
from dataclasses import fields

import networkx as nx

from queries.subgraph import Statement, Subgraph
from ui.exports.network_layout import Point


def graphml(graph: Subgraph, at: dict[str, Point]) -> bytes:
    """Write things as nodes with their places, every statement as an edge of its own."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in graph.entities.values():
        x, y = at[thing.id]
        net.add_node(thing.id, label=thing.name, type=thing.label, kind=thing.kind, existence=thing.existence, x=x, y=y)
    for statement in graph.statements:
        stated = {field.name: getattr(statement, field.name) for field in fields(Statement)}
        attributes = {name: value for name, value in stated.items() if value is not None}
        net.add_edge(attributes.pop("source"), attributes.pop("target"), key=statement.id, **attributes)
    out = io.BytesIO()
    nx.write_graphml(net, out)
    return out.getvalue()
