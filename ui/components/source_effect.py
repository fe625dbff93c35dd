"""A line on the pages of figures: what falls when only some sources count."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.presenters.source_effect import source_effect


def source_effect_line(context: PageContext, analysis: RegionAnalysis, chain: str = "") -> None:
    """Show the line for a chain, or for all; nothing where the filter has no grade and leaves no list out."""
    all_grades = replace(analysis.source_filter, grade="", lists=True)
    if all_grades != analysis.source_filter:
        whole = context.analysis_of(all_grades)
        if text := source_effect(whole, analysis, context.words, chain):
            st.caption(escape_markdown(text))
