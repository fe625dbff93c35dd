"""The network as a Streamlit component: vis-network from the pyvis wheel; clicks tell Python, the camera stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from graph.model.records import fingerprint
from graph.model.schema_file import default_schema
from queries.subgraph import Subgraph
from ui.components.session_key import SessionKey
from ui.components.url_state import params, set_params
from ui.exports.network_layout import NetworkLayout
from ui.exports.network_style import NETWORK_FONTS, NETWORK_OPTIONS, draw_network, label_script
from ui.text import Words

VIS_FOLDER = "vis-9.1.2"  # without its style sheet: 220 kB for buttons that are not shown
DEFAULT_HEIGHT_PIXELS = 560
HIDDEN_PARAM = "hide"  # of the address: the labels that the legend has switched off
ABOVE_PICTURE_PIXELS = 290  # bar, menu and fields above the picture, and a line below it
NETWORK_HTML = (
    '<div class="network"><div class="head" hidden><div class="kinds" role="group"></div>'
    '<button class="fit" type="button"></button><button class="png" type="button"></button></div>'
    '<div class="canvas"></div></div>'
)
NETWORK_CSS = """
.network{position:relative;display:flex;flex-direction:column;border:1px solid #dfe5ec;border-radius:8px;
background:#fff;overflow:hidden}
.canvas{position:relative;flex:1 1 0;min-height:0}
.head{display:flex;gap:6px;align-items:flex-start;padding:6px 8px;border-bottom:1px solid #edf0f4}
.head[hidden]{display:none}.kinds{display:flex;flex-wrap:wrap;gap:4px;flex:1}
.head button{font:12.5px 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;white-space:nowrap;
border:1px solid #cbd2d9;border-radius:6px;background:#fff;color:#1c2733;padding:2px 9px;cursor:pointer}
.head button:hover{border-color:#1f5fa8}.head button:focus-visible{outline:2px solid #1f5fa8;outline-offset:1px}
.kinds button{border-color:transparent;padding:2px 6px}
.kinds i{display:inline-block;width:10px;height:10px;border-radius:50%;margin-right:5px;border:1.5px solid}
.kinds button[aria-pressed=false]{color:#52606d;text-decoration:line-through}
.kinds button[aria-pressed=false] i{background:none!important}
.vis-tooltip{position:absolute;visibility:hidden;z-index:5;pointer-events:none;padding:5px 8px;
white-space:pre-line;max-width:420px;overflow-wrap:anywhere;background:#fff;color:#1c2733;
border:1px solid #cbd2d9;border-radius:6px;box-shadow:0 2px 8px #1c273322;
font:13px 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif}
"""


@dataclass(frozen=True)
class Clicked:
    """A click.

    Attributes:
        selected: the id of the entity that was clicked.
        linked: the id of the edge that was clicked.
        expanded: the id of the entity that was clicked twice.
        toggled: the label of the type that was switched on or off.
        moved: the entity that was dragged and its new place, as x,y,id.
    """

    selected: str = ""
    linked: str = ""
    expanded: str = ""
    toggled: str = ""
    moved: str = ""


EVENTS = ("selected", "linked", "expanded", "toggled", "moved")


def network(
    graph: Subgraph,
    layout: NetworkLayout,
    words: Words,
    *,
    title: str,
    name: str,
    follow: Callable[[Clicked], None],
    chosen: str = "",
    hidden: Collection[str] = (),
    height: int = DEFAULT_HEIGHT_PIXELS,
    fills_window: bool = False,
) -> None:
    """Show a network as a picture that can be moved, and whose boxes and lines can be clicked.

    Args:
        graph: the entities and edges.
        layout: the places of the dots.
        words: the words of the user's language.
        title: names the picture for screen readers, and the saved file.
        name: tells apart the networks of a visit; the camera is kept under it.
        follow: called with a click before the page runs again.
        chosen: the id of the entity or edge that stands out.
        hidden: the labels that the legend has switched off.
        height: in pixels.
        fills_window: a high window gives the picture more height.
    """
    picture = draw_network(graph, layout, words)
    camera = graph.expanded[0] if graph.expanded else fingerprint(sorted(layout.places))
    data = {
        "nodes": picture.nodes,
        "edges": picture.edges,
        "looks": {"headings": picture.headings, "beside": bool(layout.headings), "fonts": NETWORK_FONTS},
        "kinds": _kinds(graph, hidden, words),
        "options": dict(NETWORK_OPTIONS),
        "revision": fingerprint(picture.nodes, picture.edges),
        "camera": f"{camera} {[heading.key for heading in layout.headings]}" if not hidden else "",
        "chosen": chosen,
        "height": f"max({height}px, 100vh - {ABOVE_PICTURE_PIXELS}px)" if fills_window else f"{height}px",
        "file": title,
        "words": {
            "fit": words("explore.fit"),
            "png": words("explore.png"),
            "label": title,
            "kinds": words("explore.legend"),
        },
    }
    key = SessionKey.NETWORK.of(name)
    _library()(key=SessionKey.NETWORK.of(name, "library"), height="content")

    def pass_on_click() -> None:
        result = st.session_state[key]
        follow(Clicked(*(str(result.get(event) or "") for event in EVENTS)))

    _component()(
        key=key,
        data=data,
        height="content",
        on_selected_change=pass_on_click,
        on_linked_change=pass_on_click,
        on_expanded_change=pass_on_click,
        on_toggled_change=pass_on_click,
        on_moved_change=pass_on_click,
    )


def switch_type(label: str) -> None:
    """Hide the type in the address's picture, or show it again where it is hidden."""
    hidden = params(HIDDEN_PARAM)
    others = [name for name in hidden if name != label]
    set_params(**{HIDDEN_PARAM: others if label in hidden else [*hidden, label]})


def _kinds(graph: Subgraph, hidden: Collection[str], words: Words) -> list[dict[str, Any]]:
    """Return the types of the legend in the schema's order, those that are switched off among them."""
    counts = Counter(entity.label for entity in graph.entities.values())
    return [
        {
            "type": label,
            "text": f"{words.label(label)} {counts[label]}" if label in counts else words.label(label),
            "colour": kind.colour,
            "on": label not in hidden,
        }
        for label, kind in default_schema().nodes.items()
        if label in counts or label in hidden
    ]


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    script = label_script() + files("ui.components").joinpath("network.js").read_text("utf-8")
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
