"""The look of a network's dots and lines, in vis-network's options: for the page and for the exported file.

A dot's name is no label of vis-network's, which would let names run into each other: network_labels.js draws it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any

from graph.model.schema_file import default_schema
from queries.subgraph import ESTABLISHED, EntityRef, MergedEdge, Subgraph
from ui.exports.network_layout import ROLE_COLUMNS, Heading, NetworkLayout
from ui.exports.network_route import STRAIGHT_LINE, LineRoute, route_edges
from ui.text import Words

NETWORK_FONTS = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif"
MIN_RADIUS, MAX_RADIUS = 5.0, 14.0  # of a dot; two of the largest fit above each other in a column
RADIUS_PER_LINK = 1.9  # times the root of its lines, so that a dot's area grows with them
LINE_LABELS = 2  # relations named on a line; its tooltip has all of them
DASHES = {"planned": [6, 4], "aspired": [2, 4]}


def tint(colour: str, share: float = 0.12) -> str:
    """Thin a colour with white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def _group(ink: str) -> dict[str, Any]:
    lit = {"border": ink, "background": "#ffffff"}
    return {"color": {"border": ink, "background": tint(ink, 0.45), "highlight": lit, "hover": lit}}


NETWORK_OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 250, "zoomSpeed": 0.6, "keyboard": False},
    "nodes": {"shape": "dot", "size": 8},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"scaleFactor": 0.45}},
        "color": {"color": "#c3ccd6", "highlight": "#1f5fa8", "hover": "#1f5fa8"},
        "selectionWidth": 1,
        "hoverWidth": 0.5,
    },
    "groups": {label: _group(node.colour) for label, node in default_schema().nodes.items()},
}


@dataclass(frozen=True)
class NetworkPicture:
    """A network as vis-network draws it: its dots, its lines, and the headings of its columns."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    headings: list[dict[str, Any]]


def draw_network(graph: Subgraph, layout: NetworkLayout, words: Words) -> NetworkPicture:
    """Return the picture: dots by degree, lines around the dots between their ends."""
    radius = dot_radius(graph)
    routes = route_edges(graph, layout.places, radius)
    return NetworkPicture(
        nodes(graph, layout, words),
        [_edge(edge, graph, routes.get(edge.id, STRAIGHT_LINE), words) for edge in graph.merged_edges],
        [{"text": _heading_text(h, words), "x": round(h.at[0], 1), "y": round(h.at[1], 1)} for h in layout.headings],
    )


def dot_radius(graph: Subgraph) -> dict[str, float]:
    """Return the radius of each dot by the number of things it is linked to."""
    degree = _degree(graph)
    return {id_: round(min(MAX_RADIUS, MIN_RADIUS + RADIUS_PER_LINK * sqrt(degree[id_])), 1) for id_ in graph.entities}


def nodes(graph: Subgraph, layout: NetworkLayout, words: Words) -> list[dict[str, Any]]:
    """Return one dot for each entity; ``rank`` is the order in which names get their room."""
    degree, radius = _degree(graph), dot_radius(graph)
    ordered = sorted(graph.entities, key=lambda id_: (id_ not in graph.expanded, -degree[id_], id_))
    rank = {id_: place for place, id_ in enumerate(ordered)}
    return [
        {
            **_node(entity, opened=entity.id in graph.expanded, words=words),
            "x": round(layout.places[entity.id][0], 1),
            "y": round(layout.places[entity.id][1], 1),
            "size": radius[entity.id],
            "rank": rank[entity.id],
        }
        for entity in graph.entities.values()
    ]


@cache
def label_script() -> str:
    """Return the script that draws the names."""
    return files("ui.exports").joinpath("network_labels.js").read_text("utf-8")


def edge_text(edge: MergedEdge, words: Words) -> str:
    """Return the relations of a line, each once, with the number of its statements: 支持×2、升级为."""
    counts = Counter(words.label(statement.relation) for statement in edge.statements)
    parts = [f"{relation}×{count}" if count > 1 else relation for relation, count in counts.items()]
    return words.join(parts[:LINE_LABELS]) + ("…" if len(parts) > LINE_LABELS else "")


def _heading_text(heading: Heading, words: Words) -> str:
    return words(f"explore.column.{heading.key}") if heading.key in ROLE_COLUMNS else words.label(heading.key)


def _degree(graph: Subgraph) -> Counter[str]:
    return Counter(end for edge in graph.merged_edges for end in {edge.a, edge.b})


def _node(entity: EntityRef, *, opened: bool, words: Words) -> dict[str, Any]:
    caption = words.label(entity.label)
    state = words(f"status.{entity.existence}") if entity.existence in DASHES else ""
    about = [entity.name, " · ".join(dict.fromkeys(part for part in (caption, entity.kind, state) if part))]
    return {
        "id": entity.id,
        "name": entity.name,
        "title": "\n".join(about),
        "group": entity.label,
        "borderWidth": 3 if opened else 1.2,
        "shapeProperties": {"borderDashes": DASHES.get(entity.existence, False)},
    }


def _edge(edge: MergedEdge, graph: Subgraph, route: LineRoute, words: Words) -> dict[str, Any]:
    count = len(edge.statements)
    sure = [statement for statement in edge.statements if statement.support == ESTABLISHED]
    dash = (
        False if any(statement.status == "existing" for statement in sure) else DASHES["planned" if sure else "aspired"]
    )
    names = {id_: entity.name for id_, entity in graph.entities.items()}
    lines = [
        f"{names[statement.source]} {words.label(statement.relation)} {names[statement.target]}"
        + ("" if statement.support == ESTABLISHED else f" [{words('support.lead')}]")
        for statement in edge.statements[:8]
    ]
    curve = {"enabled": True, "type": "curvedCW", "roundness": route.roundness}
    return {
        "id": edge.id,
        "from": edge.a,
        "to": edge.b,
        "arrows": "to" if edge.one_way else "",
        "dashes": dash,
        "width": min(1 + 0.5 * (count - 1), 3),
        "title": "\n".join([*lines, "…"] if count > len(lines) else lines),
        "text": edge_text(edge, words),
        "smooth": curve if route.roundness else False,
        "roundness": route.roundness,
    }
