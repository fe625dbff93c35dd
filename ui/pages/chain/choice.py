"""The inputs above the map: which chain, in which role, and what the map stresses."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from graph.analysis.chain import Segment
from graph.analysis.coverage import Coverage
from graph.model.errors import UsageError
from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from ui.components.inputs import multiselect, segments, select, toggle
from ui.components.url_state import param, params
from ui.exports.state_style import STATE_STYLES
from ui.text import Words

STATE_PARAM, CRITICAL_PARAM, CANDIDATES_PARAM = "state", "critical", "candidates"


@dataclass(frozen=True, kw_only=True)
class ChainChoice:
    """The user's choice.

    Attributes:
        coverage: the chain.
        role: the role that the boxes show.
        segment: the box that is open, "" while none is.
        states: the states that the map stresses; none: all.
        critical_only: whether it stresses critical segments alone.
        shows_candidates: whether candidates elsewhere are laid over the boxes.
    """

    coverage: Coverage
    role: str
    segment: str
    states: frozenset[str] = frozenset()
    critical_only: bool = False
    shows_candidates: bool = False

    def stresses(self, segment: Segment, state: str) -> bool:
        """Return whether a segment passes the filter."""
        return (not self.states or state in self.states) and (segment.critical or not self.critical_only)


def chain_choice(analysis: RegionAnalysis, words: Words) -> ChainChoice:
    """Show the inputs, and return the choice.

    Raises:
        UsageError: the chain or the segment in the URL does not exist; it is not replaced by another.
    """
    chain_column, role_column, filter_column = st.columns([2.4, 4.4, 1.4], vertical_alignment="center")
    ids = list(analysis.coverages)
    current = analysis.chain(param("chain") or ids[0]).chain.id
    with chain_column:
        chain = select(
            words("page.choose_chain"),
            ids,
            "chain",
            lambda id_: analysis.coverages[id_].chain.name,
            current,
            label_hidden=True,
            segment="",
        )
    with role_column:
        roles = list(analysis.method.views)
        role = segments(words("page.role"), roles, "role", lambda r: words(f"role.{r}"), SUPPLY, label_hidden=True)
    with filter_column:
        states, critical_only, shows_candidates = _filter_inputs(words)
    coverage, segment = analysis.coverages[chain], param("segment")
    if segment and segment not in coverage.chain.segments:
        raise UsageError("segment_unknown", text=segment, known=[s.name for s in coverage.chain.segments.values()])
    return ChainChoice(
        coverage=coverage,
        role=role,
        segment=segment,
        states=states,
        critical_only=critical_only,
        shows_candidates=shows_candidates,
    )


def _filter_inputs(words: Words) -> tuple[frozenset[str], bool, bool]:
    """Show in a popover what the map is to stress, and return it."""
    chosen = [*params(STATE_PARAM), *filter(None, (param(CRITICAL_PARAM), param(CANDIDATES_PARAM)))]
    title = words("counted", title=words("page.map_filter"), count=len(chosen)) if chosen else words("page.map_filter")
    with st.popover(title, width="stretch"):
        states = multiselect(
            words("column.state"),
            list(STATE_STYLES),
            STATE_PARAM,
            lambda state: f"{STATE_STYLES[state].glyph} {words(f'state.{state}')}",
            words("page.all_states"),
        )
        critical_only = toggle(words("page.critical_only"), CRITICAL_PARAM)
        shows_candidates = toggle(words("page.overlay"), CANDIDATES_PARAM)
    return frozenset(states), critical_only, shows_candidates
