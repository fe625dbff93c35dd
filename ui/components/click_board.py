"""A piece of our own HTML or SVG whose parts with ``data-id`` are buttons."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.components.component_click import run_page_again
from ui.components.session_key import SessionKey

CLICK_BOARD = '<div class="click-board"></div>'


def click_board(html: str, name: str) -> str | None:
    """Show the piece, and return the ``data-id`` that was clicked just now, None if none was.

    Args:
        html: every text in it is escaped.
        name: tells apart the boards of a visit.
    """
    key = SessionKey.CLICK_BOARD.of(name)
    result = _component()(key=key, data={"html": html}, height="content", on_chosen_change=run_page_again)
    chosen = result.get("chosen") if result else None
    return None if chosen is None else str(chosen)


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    script = files("ui.components").joinpath("click_board.js").read_text("utf-8")
    # The page's own style, because tables on a board are to look like all others.
    return st.components.v2.component("liantu_click_board", html=CLICK_BOARD, js=script, isolate_styles=False)
