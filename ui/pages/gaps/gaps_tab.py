"""The list of gaps, the certain ones and those to verify apart, each opening into its explanation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from queries.region import RegionAnalysis
from ui.components.follow_badge import FollowUps
from ui.components.gap_downloads import gap_downloads
from ui.components.links import Links, anchor, same_page_url
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.statement_table import doubt_button, doubt_notice, show_statements
from ui.components.url_state import param
from ui.pages.gaps.cards import GapCards
from ui.pages.gaps.gap_filter import gap_filter_inputs
from ui.presenters.gaps import GapRow, all_gap_rows, caveats

GAPS_AT_ONCE = 60  # a longer page takes the browser noticeable time; a link shows the rest
COUNT_LINE = Markup('<p class="count">{}　{}</p>')
NO_LIMIT = 10_000  # more than there are segments in all chains


def gaps_tab(context: PageContext, analysis: RegionAnalysis, follow_ups: FollowUps) -> None:
    """Show the list with its filters and files."""
    words, links = context.words, context.links
    doubt_notice(context)
    rows = all_gap_rows(analysis, words)
    for remark in caveats(analysis, words):
        st.caption(escape_markdown(remark))
    chain_names = {row.chain: row.chain_name for row in rows}
    gap_filter = gap_filter_inputs(chain_names, words)
    shown = gap_filter.select(rows)
    certain = sum(row.certain for row in shown)
    counts = {"shown": len(shown), "whole": len(rows), "sure": certain, "unsure": len(shown) - certain}
    chosen = [chain_names[chain] for chain in gap_filter.chains]
    count_column, files_column = st.columns([2.2, 4.2], vertical_alignment="center")
    paper = anchor(_paper_url(gap_filter.chains, links), words("gap_page.papers"), "go")
    count_column.html(COUNT_LINE.format(words("gap_page.count", **counts), paper))
    with files_column:
        gap_downloads(
            analysis, shown, words, gap_filter.descriptions(chain_names, words), chosen, follow_ups=follow_ups
        )
    if not shown:
        st.info(words("gap_page.none"))
    cards = GapCards(
        analysis=analysis, follow_ups=follow_ups, words=words, links=links, doubt=partial(doubt_button, context)
    )
    for is_certain, title in ((True, "gap_page.sure"), (False, "gap_page.unsure")):
        part = [row for row in shown if row.certain is is_certain]
        if part:
            st.header(words(title, count=len(part)), anchor=False)
            _cards(context, part, gap_filter.grouping, cards)


def _paper_url(chains: Sequence[str], links: Links) -> str:
    """Return the address of the paper on the chosen chains; the link takes along one, so the others are added."""
    first, *others = chains or [""]
    return links.url("dossier", chain=first) + "".join(f"&{urlencode({'chain': chain})}" for chain in others)


def _cards(context: PageContext, rows: Sequence[GapRow], grouping: str, cards: GapCards) -> None:
    if not grouping:
        _first_cards(context, rows, cards)
        return
    groups: dict[str, list[GapRow]] = defaultdict(list)
    for row in rows:
        groups[row.chain_name if grouping == "chain" else cards.words(f"kind.{row.kind}")].append(row)
    for title, group in groups.items():
        st.markdown(f"**{escape_markdown(cards.words('counted', title=title, count=len(group)))}**")
        _shown(context, group, cards)


def _first_cards(context: PageContext, rows: Sequence[GapRow], cards: GapCards) -> None:
    limit = NO_LIMIT if param("all") == "1" else GAPS_AT_ONCE
    _shown(context, rows[:limit], cards)
    if len(rows) > limit:
        st.html(
            anchor(same_page_url("gaps", all="1"), cards.words("gap_page.more", shown=limit, count=len(rows)), "go")
        )


def _shown(context: PageContext, rows: Sequence[GapRow], cards: GapCards) -> None:
    show_statements(context, cards.html(rows), f"gaps-{rows[0].chain}-{rows[0].id}")
