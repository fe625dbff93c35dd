"""技术信息: the fold-out for ids, files, addresses and queries, which engineers need and planners do not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ui.text import Words


@contextmanager
def technical_details(words: Words) -> Iterator[None]:
    """Show what is drawn within folded away, under a heading that says whom it is for."""
    with st.expander(words("source.technical")):
        yield
