"""短板清单: all gaps, the sure ones and those to verify apart, each opening into its explanation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from graph.analysis.gaps.gap import GapKind
from queries.region import RegionAnalysis
from ui.components.gap_downloads import gap_downloads
from ui.components.page_context import PageContext, anchor, empty_store, year_choice
from ui.components.url_state import escape_markdown, multiselect, param, segments, tabs, text_input
from ui.pages.gaps.cards import gap_cards
from ui.pages.gaps.questions import questions
from ui.pages.gaps.stress import stress
from ui.presenters.gaps import GapRow, all_gap_rows, caveats

SORTS = ("score", "chain", "kind")
GROUPS = ("", "chain", "kind")
PAGE = 60


def gaps(context: PageContext) -> None:
    """The page."""
    picture, words = context.analysis(), context.words
    if not picture.coverages:
        empty_store(context)
        return
    title, tab = st.columns([1, 3], vertical_alignment="bottom")
    title.title(words("page.gaps"), anchor=False)
    sheets = {"list": words("page.gaps"), "questions": words("questions.tab"), "stress": words("stress.tab")}
    with tab:
        opened = tabs(words("page.gaps"), sheets)
    if opened != "list":
        (questions if opened == "questions" else stress)(context, picture)
        return
    _list(context, picture)


def _list(context: PageContext, analysis: RegionAnalysis) -> None:
    words = context.words
    rows = all_gap_rows(analysis, words)
    for remark in caveats(analysis, words):
        st.caption(escape_markdown(remark))
    shown, group, filters = _chosen(context, rows)
    sure = sum(row.certain for row in shown)
    st.caption(words("gap_page.count", shown=len(shown), whole=len(rows), sure=sure, unsure=len(shown) - sure))
    gap_downloads(context, analysis, shown, filters)
    if not shown:
        st.info(words("gap_page.none"))
    for certain in (True, False):
        part = [row for row in shown if row.certain is certain]
        if part:
            st.header(words("gap_page.sure" if certain else "gap_page.unsure", count=len(part)), anchor=False)
            _groups(context, part, group)


def _chosen(context: PageContext, rows: Sequence[GapRow]) -> tuple[list[GapRow], str, list[str]]:
    words = context.words
    names = {row.chain: row.chain_name for row in rows}
    one, two, three = st.columns([2.2, 2.2, 2], vertical_alignment="bottom")
    with one:
        chains = multiselect(words("page.choose_chain"), list(names), "chain", names.__getitem__, words("explore.all"))
    with two:
        kinds = multiselect(
            words("column.kind"), [str(k) for k in GapKind], "kind", lambda k: words(f"kind.{k}"), words("explore.all")
        )
    with three:
        text = text_input(words("gap_page.text"), "q", words("gap_page.text_hint"))
    four, five, six = st.columns([2.2, 2.2, 2], vertical_alignment="bottom")
    with four:
        order = segments(words("gap_page.sort"), SORTS, "sort", lambda s: words(f"column.{s}"), SORTS[0])
    with five:
        group = segments(
            words("gap_page.group"), GROUPS, "group", lambda g: words(f"column.{g}" if g else "gap_page.ungrouped")
        )
    with six:
        year_choice(context)
    found = [
        row
        for row in rows
        if (not chains or row.chain in chains)
        and (not kinds or row.kind in kinds)
        and (not text or text in f"{row.chain_name} {row.segment_name} {row.reason}")
    ]
    keys = {
        "chain": lambda row: (row.chain_name, -row.score),
        "kind": lambda row: (list(GapKind).index(GapKind(row.kind)), -row.score),
    }
    filters = [*map(names.__getitem__, chains), *(words(f"kind.{kind}") for kind in kinds), *([text] if text else [])]
    return (sorted(found, key=keys[order]) if order in keys else found), group, filters


def _groups(context: PageContext, rows: Sequence[GapRow], group: str) -> None:
    if not group:
        st.html(gap_cards(rows[: _most()], context))
        _rest(context, len(rows))
        return
    parts: dict[str, list[GapRow]] = defaultdict(list)
    for row in rows:
        parts[row.chain_name if group == "chain" else context.words(f"kind.{row.kind}")].append(row)
    for title, part in parts.items():
        st.markdown(f"**{escape_markdown(context.words('counted', title=title, count=len(part)))}**")
        st.html(gap_cards(part, context))


def _most() -> int:
    return 10_000 if param("all") == "1" else PAGE


def _rest(context: PageContext, count: int) -> None:
    if count > _most():
        more = context.words("gap_page.more", shown=_most(), count=count)
        st.html(anchor(context.same_page_url("gaps", all="1"), more, "go"))
