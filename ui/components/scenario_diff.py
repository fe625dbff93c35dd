"""A scenario beside today: the chains and gaps that changed, and the gaps that remain."""

from __future__ import annotations

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.gap_list import gap_list
from ui.components.links import Links
from ui.components.table import table
from ui.presenters.figures import NO_FIGURE, percent_range
from ui.presenters.gaps import all_gap_rows
from ui.presenters.scenario_diff import ScenarioDiff, rise_text
from ui.text import Words

MAX_REMAINING_GAPS = 20  # the list of gaps has them all


def show_scenario_diff(after: RegionAnalysis, diff: ScenarioDiff, words: Words, links: Links) -> None:
    """Show the changes, then the gaps of the scenario."""
    closed, opened = len(diff.comparison.closed), len(diff.comparison.opened)
    st.markdown(f"**{words('moves.count', closed=closed, opened=opened, all=len(diff.gaps))}**")
    if rise := rise_text(diff.comparison, words):
        st.caption(rise)
    show_changes(diff, words, links)
    remaining = all_gap_rows(after, words)
    st.header(words("whatif.left", count=len(remaining)), anchor=False)
    st.html(gap_list(remaining[:MAX_REMAINING_GAPS], words, links))


def show_changes(diff: ScenarioDiff, words: Words, links: Links) -> None:
    """Show the chains and the gaps that are different, before and after."""
    chains = (
        [chain.name, percent_range(chain.before), percent_range(chain.after), chain.states] for chain in diff.chains
    )
    st.html(table(("chain", "before", "after", "moved"), chains, words))
    gaps = (
        [
            links.anchor("chain", gap.segment_name, chain=gap.chain, segment=gap.segment),
            gap.chain_name,
            _kind_and_place(gap.before, gap.before_place, words),
            _kind_and_place(gap.after, gap.after_place, words),
            gap.why,
        ]
        for gap in diff.gaps
    )
    st.html(table(("segment", "chain", "before", "after", "moved"), gaps, words))


def _kind_and_place(kind: str, place: int | None, words: Words) -> str:
    return NO_FIGURE if place is None else words("moves.kind_and_place", kind=kind, place=place)
