"""A chain and a piece of the graph as networkx graphs."""

from __future__ import annotations

from dataclasses import fields

import networkx as nx

from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from queries.subgraph import Statement, Subgraph
from ui.presenters.chain_links import chain_link_rows


def chain_graph(analysis: RegionAnalysis, chain: str, role: str = SUPPLY) -> nx.DiGraph[str]:
    """Return a chain from upstream to downstream: its links as nodes by id, with the attributes of their rows.

    Args:
        analysis: The region's analysis.
        chain: The chain's id.
        role: The role that states and suppliers are of.
    """
    coverage = analysis.coverages[chain]
    graph: nx.DiGraph[str] = nx.DiGraph(
        id=chain, name=coverage.chain.name, region=analysis.region, region_name=analysis.region_name, role=role
    )
    for row in chain_link_rows(analysis, chain, role):
        graph.add_node(row.id, **{name: value for name, value in row.fields().items() if name != "id"})
    graph.add_edges_from(coverage.chain.graph.edges)
    return graph


def statement_graph(subgraph: Subgraph) -> nx.MultiDiGraph[str]:
    """Return things as nodes by id, and every statement as an edge of its own with the statement's id as key."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in subgraph.entities.values():
        graph.add_node(entity.id, name=entity.name, label=entity.label, kind=entity.kind, existence=entity.existence)
    for statement in subgraph.statements:
        stated = {field.name: getattr(statement, field.name) for field in fields(Statement)}
        attributes = {name: value for name, value in stated.items() if value is not None}
        graph.add_edge(attributes.pop("source"), attributes.pop("target"), key=statement.id, **attributes)
    return graph
