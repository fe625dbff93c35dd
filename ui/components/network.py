"""The network as a Streamlit component: vis-network from the pyvis wheel; clicks tell Python, the camera stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from graph.model.records import fingerprint
from queries.subgraph import Subgraph
from ui.components.session_key import SessionKey
from ui.exports.network_layout import Point
from ui.exports.network_style import NETWORK_OPTIONS, edges, nodes
from ui.text import Words

VIS_FOLDER = "vis-9.1.2"  # without its style sheet: 220 kB for buttons that are not shown
DEFAULT_HEIGHT_PIXELS = 560
NETWORK_HTML = (
    '<div class="network"><div class="tools" hidden><button class="fit" type="button"></button>'
    '<button class="png" type="button"></button></div><div class="canvas"></div></div>'
)
NETWORK_CSS = """
.network{position:relative;border:1px solid #dfe5ec;border-radius:8px;background:#fff;overflow:hidden}
.canvas{position:absolute;inset:0}.tools{position:absolute;right:10px;top:8px;z-index:2;display:flex;gap:6px}
.tools[hidden]{display:none}
.tools button{font:13px 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;
border:1px solid #cbd2d9;border-radius:6px;background:#fff;
color:#1c2733;padding:3px 10px;cursor:pointer}
.tools button:hover{border-color:#1f5fa8}
.vis-tooltip{position:absolute;visibility:hidden;z-index:5;pointer-events:none;padding:5px 8px;
white-space:pre-line;max-width:420px;overflow-wrap:anywhere;background:#fff;color:#1c2733;
border:1px solid #cbd2d9;border-radius:6px;box-shadow:0 2px 8px #1c273322;
font:13px 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif}
"""


@dataclass(frozen=True)
class Clicked:
    """A click: the id of the entity or edge (``linked``) that was selected, or of the entity that was expanded."""

    selected: str = ""
    linked: str = ""
    expanded: str = ""


def network(
    graph: Subgraph,
    positions: dict[str, Point],
    words: Words,
    *,
    title: str,
    name: str,
    follow: Callable[[Clicked], None],
    chosen: str = "",
    height: int = DEFAULT_HEIGHT_PIXELS,
) -> None:
    """Show a network as a picture that can be moved, and whose boxes and lines can be clicked.

    Args:
        graph: the entities and edges.
        positions: the middle of each box.
        words: the words of the user's language.
        title: names the picture for screen readers, and the saved file.
        name: tells apart the networks of a visit; the camera is kept under it.
        follow: called with a click before the page runs again.
        chosen: the id of the entity or edge that stands out.
        height: in pixels.
    """
    boxes, lines = nodes(graph, positions, words), edges(graph, words)
    data = {
        "nodes": boxes,
        "edges": lines,
        "options": dict(NETWORK_OPTIONS),
        "revision": fingerprint(boxes, lines),
        "camera": graph.expanded[0] if graph.expanded else fingerprint(sorted(graph.entities)),
        "chosen": chosen,
        "height": height,
        "file": title,
        "words": {"fit": words("explore.fit"), "png": words("explore.png"), "label": title},
    }
    key = SessionKey.NETWORK.of(name)
    _library()(key=SessionKey.NETWORK.of(name, "library"), height="content")

    def pass_on_click() -> None:
        result = st.session_state[key]
        follow(Clicked(*(str(result.get(event) or "") for event in ("selected", "linked", "expanded"))))

    _component()(
        key=key,
        data=data,
        height="content",
        on_selected_change=pass_on_click,
        on_linked_change=pass_on_click,
        on_expanded_change=pass_on_click,
    )


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    script = files("ui.components").joinpath("network.js").read_text("utf-8")
    return st.components.v2.component("liantu_network", html=NETWORK_HTML, css=NETWORK_CSS, js=script)


@st.cache_resource(show_spinner=False)
def _library() -> ComponentRenderer:
    """Return the component that brings vis-network; it is a separate one so that a browser loads its 700 kB once."""
    script = _vis("vis-network.min.js") + "\n;export default function () {}"
    return st.components.v2.component("liantu_vis", html="<span hidden></span>", js=script)


def _vis(name: str) -> str:
    spec = find_spec("pyvis")  # found, not imported: it would bring IPython
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("pyvis")
    return (Path(spec.submodule_search_locations[0]) / "lib" / VIS_FOLDER / name).read_text("utf-8")
