"""The chain map as a Streamlit component: the SVG of chain_svg.py, whose boxes are buttons."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

CSS = """.chain-map{overflow-x:auto}.chain-map svg{display:block;max-width:100%;height:auto;min-width:960px}
@media print{.chain-map{overflow:visible}}"""


def chain_map(svg: str, key: str) -> str | None:
    """Show the map; returns the id of the segment that was just clicked."""
    component = st.components.v2.component(
        "liantu_chain_map",
        html='<div class="chain-map"></div>',
        css=CSS,
        js=files("ui.components").joinpath("chain_map.js").read_text("utf-8"),
    )
    result = component(key=key, data={"svg": svg}, height="content", on_chosen_change=lambda: None)
    chosen = result.get("chosen") if result else None
    return str(chosen) if chosen else None
