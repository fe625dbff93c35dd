"""What the map stresses: states, critical segments, a district, candidates elsewhere; the rest fades."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import streamlit as st

from graph.analysis.chain import Segment
from ui.components.inputs import multiselect, select, toggle
from ui.components.url_state import param, params
from ui.exports.state_style import STATE_STYLES
from ui.text import Words

STATE_PARAM, CRITICAL_PARAM, CANDIDATES_PARAM, DISTRICT_PARAM = "state", "critical", "candidates", "district"


@dataclass(frozen=True, kw_only=True)
class MapFilter:
    """The filter; it fades what it leaves out, so that the map keeps its shape.

    Attributes:
        states: the states that the map stresses; none: all.
        critical_only: whether it stresses critical segments alone.
        district: the district whose organisations it stresses; "": all.
        shows_candidates: whether candidates elsewhere are laid over the boxes.
    """

    states: frozenset[str] = frozenset()
    critical_only: bool = False
    district: str = ""
    shows_candidates: bool = False

    def stresses(self, segment: Segment, state: str, districts: Set[str]) -> bool:
        """Return whether a segment passes the filter.

        Args:
            segment: the segment.
            state: its state in the role.
            districts: where the organisations at it are.
        """
        return (
            (not self.states or state in self.states)
            and (segment.critical or not self.critical_only)
            and self.stresses_place(districts)
        )

    def stresses_place(self, districts: Set[str]) -> bool:
        """Return whether one of some districts passes the filter."""
        return not self.district or self.district in districts


def map_filter_inputs(districts: Sequence[str], words: Words) -> MapFilter:
    """Show the inputs in a popover, whose name says how many are set, and return the filter."""
    set_singles = [name for name in (CRITICAL_PARAM, CANDIDATES_PARAM, DISTRICT_PARAM) if param(name)]
    count, title = len(params(STATE_PARAM)) + len(set_singles), words("page.map_filter")
    with st.popover(words("counted", title=title, count=count) if count else title, width="stretch"):
        states = multiselect(
            words("column.state"),
            list(STATE_STYLES),
            STATE_PARAM,
            lambda state: f"{STATE_STYLES[state].glyph} {words(f'state.{state}')}",
            words("page.all_states"),
        )
        district = select(
            words("page.district_filter"),
            ["", *districts],
            DISTRICT_PARAM,
            lambda name: name or words("page.all_districts"),
        )
        return MapFilter(
            states=frozenset(states),
            district=district,
            critical_only=toggle(words("page.critical_only"), CRITICAL_PARAM),
            shows_candidates=toggle(words("page.overlay"), CANDIDATES_PARAM),
        )
