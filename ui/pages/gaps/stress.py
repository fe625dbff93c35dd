"""Stress: whose loss hurts most, and what breaks when something is taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.scenarios import analysis_without
from queries.stress import Removal, criticality_rows, removal_closure
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.components.scenario_diff import show_scenario_diff
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.presenters.scenario_diff import ScenarioDiff, diff_scenarios
from ui.text import Words

COLUMNS = ("organisation", "chain", "drop", "lapsed", "")


def stress(context: PageContext, analysis: RegionAnalysis) -> None:
    """A field for what is taken away; without it the twenty organisations whose loss would hurt most."""
    words = context.words
    st.caption(words("stress.about"))
    chosen = pick_entity(context, words("stress.remove"), "gone")
    if chosen:
        gone, after, found = context.cached_large(_gone, analysis, chosen, words)
        st.caption(words("stress.gone", name=gone.name, count=len(gone.ids)))
        show_scenario_diff(context, after, found)
        return
    lines = (
        cells_line(
            [
                context.anchor("entity", row["organisation"], id=row["id"]),
                text_cell(row["chain_name"]),
                f"−{row['drop']:.1%}",
                text_cell(words.join(row["lapsed"])),
                context.anchor("gaps", words("stress.try"), tab="stress", gone=row["id"]),
            ]
        )
        for row in context.cached(_losses, analysis)
    )
    st.html(html_table(heads(words, *COLUMNS), lines, "facts"))


def _gone(
    store: Store, analysis: RegionAnalysis, chosen: str, words: Words
) -> tuple[Removal, RegionAnalysis, ScenarioDiff]:
    gone = removal_closure(store, chosen)
    after = analysis_without(analysis, set(gone.ids))
    return gone, after, diff_scenarios(analysis, after, words)


def _losses(_: Store, analysis: RegionAnalysis) -> list[Mapping[str, Any]]:
    return criticality_rows(analysis)
