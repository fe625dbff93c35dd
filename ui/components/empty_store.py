"""The notice on a page while nothing is loaded."""

from __future__ import annotations

import streamlit as st

from ui.text import Words


def empty_store_notice(words: Words) -> None:
    """Say that the store is empty, and how to load data."""
    st.title(words("page.empty_title"), anchor=False)
    st.info(words("page.empty_body"))
