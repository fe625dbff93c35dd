"""The page of an address that is none of the pages': it says so, and names the ways on."""

from __future__ import annotations

from difflib import get_close_matches

import streamlit as st
from markupsafe import Markup

from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.url_state import param
from ui.server.page_files import ASKED_PARAM

WAYS_ON = ("overview", "chain", "gaps", "start")
MAX_NEAREST = 2  # more would be guesses
WAY_SEPARATOR = Markup(" · ")


def missing(context: PageContext, page_names: tuple[str, ...]) -> None:
    """Render the page.

    Args:
        context: the page's context.
        page_names: the names that an address may have; those like the one asked for are offered first.
    """
    words, asked = context.words, param(ASKED_PARAM)
    st.title(words("page.missing"), anchor=False)
    if asked:
        st.info(escape_markdown(words("missing.asked", text=asked[:80])))
    nearest = get_close_matches(asked.lower(), page_names, MAX_NEAREST)
    ways = dict.fromkeys((*nearest, *WAYS_ON))
    anchors = (context.links.anchor(name, words(f"page.{name}"), "go") for name in ways)
    st.html(Markup("<p>{} {}</p>").format(words("missing.ways"), WAY_SEPARATOR.join(anchors)))
    st.caption(words("missing.search"))
