"""The look of a network's boxes and lines, in vis-network's options: for the page and for the exported file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.model.schema_file import default_schema
from queries.subgraph import ESTABLISHED, EntityRef, MergedEdge, Subgraph
from ui.exports.network_layout import Point
from ui.text import Words

NETWORK_FONTS = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif"
LINE, LONGEST_NAME, MOST_LABELLED = 9, 27, 45
DASHES = {"planned": [6, 4], "aspired": [2, 4]}
INK, QUIET = "#1c2733", "#9aa5b1"


def tint(colour: str, share: float = 0.12) -> str:
    """Thin a colour with white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def _group(ink: str) -> dict[str, Any]:
    lit = {"border": ink, "background": "#ffffff"}
    return {"color": {"border": ink, "background": tint(ink), "highlight": lit, "hover": lit}}


NETWORK_OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 250, "zoomSpeed": 0.6, "keyboard": False},
    "nodes": {
        "shape": "box",
        "margin": 7,
        "font": {"size": 14, "face": NETWORK_FONTS, "color": INK},
        "shapeProperties": {"borderRadius": 6},
    },
    "edges": {
        "smooth": False,
        "color": {"color": QUIET, "highlight": "#1f5fa8", "hover": "#1f5fa8"},
        "font": {"size": 11, "face": NETWORK_FONTS, "color": "#52606d", "strokeWidth": 4},
    },
    "groups": {label: _group(node.colour) for label, node in default_schema().nodes.items()},
}


def nodes(graph: Subgraph, at: Mapping[str, Point], words: Words) -> list[dict[str, Any]]:
    """Return one box for each entity."""
    return [_node(thing, at[thing.id], thing.id in graph.expanded, words) for thing in graph.entities.values()]


def edges(graph: Subgraph, words: Words) -> list[dict[str, Any]]:
    """Return one line for each link."""
    labelled = len(graph.merged_edges) <= MOST_LABELLED
    return [_edge(link, graph, labelled, words) for link in graph.merged_edges]


def _node(thing: EntityRef, at: Point, opened: bool, words: Words) -> dict[str, Any]:
    caption = words.label(thing.label)
    state = words(f"status.{thing.existence}") if thing.existence in DASHES else ""
    about = [thing.name, " · ".join(dict.fromkeys(part for part in (caption, thing.kind, state) if part))]
    return {
        "id": thing.id,
        "label": f"{wrapped(thing.name)}\n{' · '.join(part for part in (caption, state) if part)}",
        "title": "\n".join(about),
        "x": round(at[0], 1),
        "y": round(at[1], 1),
        "group": thing.label,
        "borderWidth": 3 if opened else 1.2,
        "shapeProperties": {"borderDashes": DASHES.get(thing.existence, False)},
    }


def _edge(link: MergedEdge, graph: Subgraph, labelled: bool, words: Words) -> dict[str, Any]:
    relations = list(dict.fromkeys(words.label(statement.relation) for statement in link.statements))
    count = len(link.statements)
    text = words.join(relations[:2]) + ("…" if len(relations) > 2 else "") + (f" ×{count}" if count > 1 else "")
    sure = [statement for statement in link.statements if statement.support == ESTABLISHED]
    dash = (
        False if any(statement.status == "existing" for statement in sure) else DASHES["planned" if sure else "aspired"]
    )
    names = {id_: entity.name for id_, entity in graph.entities.items()}
    lines = [
        f"{names[statement.source]} {words.label(statement.relation)} {names[statement.target]}"
        + ("" if statement.support == ESTABLISHED else f" [{words('support.lead')}]")
        for statement in link.statements[:8]
    ]
    return {
        "id": link.id,
        "from": link.a,
        "to": link.b,
        "arrows": "to" if link.one_way else "",
        "dashes": dash,
        "width": min(1.2 + 0.5 * (count - 1), 4),
        "title": "\n".join([*lines, "…"] if count > len(lines) else lines),
        "label": text if labelled else "",
    }


def wrapped(name: str) -> str:
    """Break a name into lines that fit a box; a very long one ends in an ellipsis (the tooltip has all of it)."""
    shown = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    widest = LINE if any(ord(c) > 0x2E7F for c in shown) else 2 * LINE
    lines = -(-len(shown) // widest) or 1
    wide = -(-len(shown) // lines) or 1  # lines of equal length
    return "\n".join(shown[at : at + wide] for at in range(0, len(shown), wide))
