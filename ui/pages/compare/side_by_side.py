"""并排: two things of one kind beside each other."""

from __future__ import annotations

import streamlit as st

from ui.components.page_context import PageContext


def side_by_side(context: PageContext) -> None:
    """Show two things beside each other."""
    st.caption(context.words("compare.beside_about"))
