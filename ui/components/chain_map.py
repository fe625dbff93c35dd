"""The chain map as a Streamlit component: the SVG of chain_svg.py, whose boxes are buttons; saved as SVG or PNG."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.text import Words

HTML = (
    '<div class="chain-map"></div>'
    '<div class="files"><button class="svg" type="button"></button><button class="png" type="button"></button></div>'
)
CSS = """.chain-map{overflow-x:auto}.chain-map svg{display:block;max-width:100%;height:auto}
.files{display:flex;gap:8px;justify-content:flex-end;padding-top:6px}
.files button{font:13px 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;border:1px solid #cbd2d9;
border-radius:6px;background:#fff;color:#1c2733;padding:3px 10px;cursor:pointer}
.files button:hover{border-color:#1f5fa8}
@media print{.chain-map{overflow:visible}.files{display:none}}"""


def chain_map(svg: str, title: str, words: Words, key: str) -> str | None:
    """Show the map; returns the id of the segment that was just clicked. ``title`` names the saved files."""
    data = {"svg": svg, "file": title, "words": {"svg": words("page.svg"), "png": words("page.png")}}
    result = _component()(key=key, data=data, height="content", on_chosen_change=_nothing)
    chosen = result.get("chosen") if result else None
    return str(chosen) if chosen else None


def _nothing() -> None:
    """The page reads what was clicked when it runs again."""


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    script = files("ui.components").joinpath("chain_map.js").read_text("utf-8")
    return st.components.v2.component("liantu_chain_map", html=HTML, css=CSS, js=script)
