"""The figures that the history recorded of two states whose details are no longer kept."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graph.analysis.figures import RegionFigures, changed_figures
from loaders.history.figures import figures_log
from loaders.service.region_state import RegionState, StateKind
from queries.region_figures import fetch_figures
from ui.components.page_context import PageContext
from ui.pages.compare.change_tables import chain_table
from ui.pages.compare.states import ChosenStates
from ui.presenters.state_diff import figure_rows


def recorded_figures(context: PageContext, chosen: ChosenStates) -> None:
    """Show the chains' figures before and after, as far as both were recorded."""
    words = context.words
    before, after = (_recorded(context, state) for state in (chosen.before, chosen.after))
    if before is None or after is None:
        st.info(words("compare.no_figures"))
        return
    region = context.region
    changes = changed_figures(before.get(region), after.get(region))
    st.caption(words("compare.only_figures"))
    st.html(chain_table(figure_rows(changes, words, context.names.by_id), "", words))


def _recorded(context: PageContext, state: RegionState) -> Mapping[str, RegionFigures] | None:
    if state.kind == StateKind.NOW:
        return context.cached(fetch_figures)
    if state.kind != StateKind.EVENT:
        return None
    if state.value == "0":
        return {}
    return next(
        (entry.regions for entry in figures_log(context.store.read) if entry.sequence == int(state.value)), None
    )
