"""The menu of pages. Its links take year, grade, chain and role along; those of Streamlit's own menu drop them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage


def menu(pages: Sequence[StreamlitPage], carried_params: Mapping[str, str]) -> None:
    """Show a link to each page in one line; the page that is open is marked by Streamlit."""
    with st.container(horizontal=True, key="menu"):
        for page in pages:
            st.page_link(page, label=page.title, query_params=dict(carried_params))
