"""The list of gaps, the certain ones and those to verify apart, each opening into its explanation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.follow_badge import FollowUps
from ui.components.gap_downloads import gap_downloads
from ui.components.links import Links, anchor, same_page_url
from ui.components.markdown import escape_markdown
from ui.components.url_state import param
from ui.pages.gaps.cards import gap_cards
from ui.pages.gaps.gap_filter import gap_filter_inputs
from ui.presenters.gaps import GapRow, all_gap_rows, caveats
from ui.text import Words

GAPS_AT_ONCE = 60  # a longer page takes the browser noticeable time; a link shows the rest
NO_LIMIT = 10_000  # more than there are segments in all chains


def gaps_tab(analysis: RegionAnalysis, follow_ups: FollowUps, words: Words, links: Links) -> None:
    """Show the list with its filters and files."""
    rows = all_gap_rows(analysis, words)
    for remark in caveats(analysis, words):
        st.caption(escape_markdown(remark))
    chain_names = {row.chain: row.chain_name for row in rows}
    gap_filter = gap_filter_inputs(chain_names, words)
    shown = gap_filter.select(rows)
    certain = sum(row.certain for row in shown)
    counts = {"shown": len(shown), "whole": len(rows), "sure": certain, "unsure": len(shown) - certain}
    st.caption(words("gap_page.count", **counts))
    chosen = [chain_names[chain] for chain in gap_filter.chains]
    gap_downloads(analysis, shown, words, gap_filter.descriptions(chain_names, words), chosen)
    if not shown:
        st.info(words("gap_page.none"))
    for is_certain, title in ((True, "gap_page.sure"), (False, "gap_page.unsure")):
        part = [row for row in shown if row.certain is is_certain]
        if part:
            st.header(words(title, count=len(part)), anchor=False)
            _cards(part, gap_filter.grouping, follow_ups, words, links)


def _cards(rows: Sequence[GapRow], grouping: str, follow_ups: FollowUps, words: Words, links: Links) -> None:
    if not grouping:
        _first_cards(rows, follow_ups, words, links)
        return
    groups: dict[str, list[GapRow]] = defaultdict(list)
    for row in rows:
        groups[row.chain_name if grouping == "chain" else words(f"kind.{row.kind}")].append(row)
    for title, group in groups.items():
        st.markdown(f"**{escape_markdown(words('counted', title=title, count=len(group)))}**")
        st.html(gap_cards(group, follow_ups, words, links))


def _first_cards(rows: Sequence[GapRow], follow_ups: FollowUps, words: Words, links: Links) -> None:
    limit = NO_LIMIT if param("all") == "1" else GAPS_AT_ONCE
    st.html(gap_cards(rows[:limit], follow_ups, words, links))
    if len(rows) > limit:
        st.html(anchor(same_page_url("gaps", all="1"), words("gap_page.more", shown=limit, count=len(rows)), "go"))
