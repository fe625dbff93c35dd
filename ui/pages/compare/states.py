"""The two states of the page, chosen in its address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from graph.analysis.chain import Holding
from graph.analysis.source_filter import SourceFilter
from graph.store.store import Store
from loaders.history.event import LoadEvent
from loaders.service.figures import last_different
from loaders.service.history import history
from loaders.service.region_state import (
    NOW,
    RegionState,
    StateKind,
    analyse_state,
    in_scenario,
    state_filter,
)
from queries.english_names import EnglishNames
from queries.region import RegionAnalysis
from ui.components.cache import current_method
from ui.components.inputs import select
from ui.components.page_context import PageContext
from ui.components.source_filter import SELECTABLE_GRADES, selectable_years, selected_filter
from ui.components.url_state import set_params
from ui.pages.targeting.whatif import assumptions_in_url
from ui.presenters.state_names import event_states, selectable_states, state_text

BEFORE_PARAM, AFTER_PARAM = "before", "after"
SCENARIO_KINDS = (StateKind.FULFILLED, StateKind.ASSUMED)


@dataclass(frozen=True)
class ChosenStates:
    """The states that are compared, and their names."""

    before: RegionState
    after: RegionState
    names: tuple[str, str]
    assumed: tuple[Holding, ...]


def choose_states(context: PageContext) -> ChosenStates:
    """Show two lists of states with a button that swaps them, and return the chosen ones."""
    words = context.words
    events: dict[RegionState, LoadEvent] = event_states(reversed(history(context.store)))
    assumed = tuple(assumptions_in_url(context.analysis(), words).values())
    states = {state.text: state for state in selectable_states(events, selectable_years(), SELECTABLE_GRADES)}
    texts = {text: state_text(state, events, words, len(assumed)) for text, state in states.items()}
    before_column, swap_column, after_column = st.columns([10, 1, 10], vertical_alignment="bottom")
    with before_column:
        before = select(
            words("compare.before"), list(states), BEFORE_PARAM, texts.__getitem__, _default(context, states)
        )
    with after_column:
        after = select(words("compare.after"), list(states), AFTER_PARAM, texts.__getitem__, NOW.text)
    swap_column.button(
        "⇄",
        help=words("compare.swap"),
        on_click=set_params,
        kwargs={BEFORE_PARAM: after, AFTER_PARAM: before},
        width="stretch",
    )
    return ChosenStates(states[before], states[after], (texts[before], texts[after]), assumed)


def _default(context: PageContext, states: dict[str, RegionState]) -> str:
    """Return the last state in which the region's figures were others than now; last year where there is none."""
    event = context.cached(last_different, context.region)
    text = RegionState(StateKind.EVENT, str(event)).text if event is not None else ""
    return text if text in states else next(text for text, state in states.items() if state.kind == StateKind.YEAR)


def state_analysis(context: PageContext, state: RegionState, assumed: tuple[Holding, ...]) -> RegionAnalysis:
    """Return the analysis of the region in a state.

    Raises:
        LoadError: the records of that time are no longer kept.
    """
    source_filter = selected_filter()
    if state.kind == StateKind.EVENT:
        method = context.settings.method
        fingerprint = str(current_method(method))
        then = context.derived_large(_analysis_then, state, context.region, source_filter, method, fingerprint)
        return context.derived_large(_in_language, then, context.names)
    today = context.analysis_of(state_filter(state, source_filter))
    return context.derived_large(_scenario_of, today, state, assumed) if state.kind in SCENARIO_KINDS else today


def _analysis_then(
    store: Store, state: RegionState, region: str, source_filter: SourceFilter, method: Path | None, _: str
) -> RegionAnalysis:
    return analyse_state(store, state, region, source_filter, current_method(method))


def _in_language(_: Store, analysis: RegionAnalysis, names: EnglishNames) -> RegionAnalysis:
    return names.in_analysis(analysis) if names.by_id else analysis


def _scenario_of(_: Store, today: RegionAnalysis, state: RegionState, assumed: tuple[Holding, ...]) -> RegionAnalysis:
    return in_scenario(today, state, assumed)
