"""The head of a page: its title, and its tabs or inputs beside it on the same line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ui.components.markdown import escape_markdown


@contextmanager
def title_row(title: str) -> Iterator[None]:
    """Show the title; what is drawn within stands right of it."""
    with st.container(horizontal=True, vertical_alignment="center", key="title-row"):
        st.title(escape_markdown(title), anchor=False, width="content")
        yield
