"""The board as a Streamlit component: decisions are taken in the browser, and come to Python in batches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.components.session_key import SessionKey

SCRIPTS = ("state.js", "sync.js", "document_pane.js", "card.js", "list_pane.js", "actions.js", "board.js")
BOARD_HTML = """
<div class="review-board" tabindex="0" role="application">
<div class="legend"></div>
<div class="progress"><div class="track"><i></i></div>
<div class="figures"><span class="numbers"></span><span class="saved" role="status"></span></div></div>
<div class="document" tabindex="0" role="region"></div>
<div class="side"><div class="card" aria-live="polite"></div>
<details class="rules"><summary></summary><div class="rule-list"></div></details>
<div class="list" tabindex="0" role="region"></div></div>
<div class="foot"><div class="help"></div><div class="message" role="status"></div></div>
</div>
"""


def review_board(
    key: str, answer: Mapping[str, Any], *, take_batch: Callable[[Any], None], take_query: Callable[[Any], None]
) -> None:
    """Show the board of the document that ``review_data`` has brought.

    Args:
        key: the review's.
        answer: to the last batch and the last search; small.
        take_batch: called with a batch of decisions before the part of the page that shows the board runs again.
        take_query: called likewise with the text of a search for a known entity.
    """
    widget = SessionKey.REVIEW_BOARD.of(key)

    def pass_on(event: str, take: Callable[[Any], None]) -> Callable[[], None]:
        def callback() -> None:
            if (value := st.session_state[widget].get(event)) is not None:
                take(value)

        return callback

    _board()(
        key=widget,
        data={"key": key, **answer},
        height="content",
        on_batch_change=pass_on("batch", take_batch),
        on_query_change=pass_on("query", take_query),
    )


def review_data(key: str, payload: Mapping[str, object]) -> None:
    """Bring the document and its proposals to the browser; apart, so that an answer does not repeat them."""
    _data()(key=SessionKey.REVIEW_BOARD.of(key, "data"), data=dict(payload), height="content")


@st.cache_resource(show_spinner=False)
def _board() -> ComponentRenderer:
    folder = files("ui.components.review")
    script = "\n".join(folder.joinpath(name).read_text("utf-8") for name in SCRIPTS)
    style = folder.joinpath("board.css").read_text("utf-8")
    # Not isolated: the selection of a text is not to be seen from within an isolated part of a page in every browser.
    return st.components.v2.component("liantu_review", html=BOARD_HTML, css=style, js=script, isolate_styles=False)


@st.cache_resource(show_spinner=False)
def _data() -> ComponentRenderer:
    script = files("ui.components.review").joinpath("data.js").read_text("utf-8")
    return st.components.v2.component("liantu_review_data", html="<span hidden></span>", js=script)
