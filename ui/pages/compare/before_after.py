"""前后: two states of the region, what changed between them and why."""

from __future__ import annotations

import streamlit as st

from ui.components.page_context import PageContext


def before_after(context: PageContext) -> None:
    """Show two states to choose, and what is different between them."""
    st.caption(context.words("compare.changes_about"))
