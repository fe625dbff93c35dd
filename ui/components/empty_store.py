"""The notice on a page while nothing is loaded."""

from __future__ import annotations

import streamlit as st

from ui.components.links import Links
from ui.text import Words


def empty_store_notice(words: Words, links: Links) -> None:
    """Say that the store is empty, how to load data, and where to begin a region."""
    st.title(words("page.empty_title"), anchor=False)
    st.info(words("page.empty_body"))
    st.html(links.anchor("start", words("page.empty_start"), "go"))
