"""The chain map as a Streamlit component: an SVG whose boxes are buttons, and tools that zoom and save it."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.components.component_click import run_page_again
from ui.components.session_key import SessionKey
from ui.text import Words

CHAIN_MAP_HTML = (
    '<div class="map-frame"><div class="chain-map"></div><div class="tools">'
    '<button class="zoom-out" type="button">−</button><button class="fit" type="button">⤢</button>'
    '<button class="zoom-in" type="button">+</button>'
    '<button class="svg" type="button"></button><button class="png" type="button"></button></div></div>'
)
CHAIN_MAP_CSS = """.chain-map{overflow:auto;background:#fff;border-radius:10px}
.chain-map svg{display:block;width:100%;height:auto}
.map-frame{position:relative}.tools{position:absolute;right:10px;bottom:0;display:flex;gap:4px}
.tools button{font:13px 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;border:1px solid #cbd2d9;
border-radius:6px;background:#fff;color:#1c2733;padding:0 8px;line-height:18px;cursor:pointer}
.tools button:hover{border-color:#1f5fa8}
@media print{.chain-map{overflow:visible;max-height:none}.tools{display:none}}"""
TOOL_WORDS = ("svg", "png", "zoom-in", "zoom-out", "fit")


def chain_map(svg: str, title: str, words: Words, name: str) -> str | None:
    """Show the map.

    Args:
        svg: the picture, made by ``ui.exports.chain_svg``.
        title: names the saved files.
        words: the words of the user's language.
        name: tells apart the maps of a visit.

    Returns:
        The id of the segment that was clicked just now, None if none was.
    """
    data = {"svg": svg, "file": title, "words": {name: words(f"page.{name}") for name in TOOL_WORDS}}
    result = _component()(
        key=SessionKey.CHAIN_MAP.of(name), data=data, height="content", on_chosen_change=run_page_again
    )
    chosen = result.get("chosen") if result else None
    return str(chosen) if chosen else None


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    script = files("ui.pages.chain").joinpath("chain_map.js").read_text("utf-8")
    return st.components.v2.component("liantu_chain_map", html=CHAIN_MAP_HTML, css=CHAIN_MAP_CSS, js=script)
