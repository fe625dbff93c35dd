"""短板清单: all gaps, the sure ones and those to verify apart, each opening into its explanation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from graph.analysis.gaps.gap import Kind
from queries.region import Picture
from ui.components.gap_downloads import gap_files
from ui.components.page_context import Frame, anchor, empty, year_choice
from ui.components.url_state import get, literal, segments, several, sheet, typed
from ui.pages.gaps.cards import gap_cards
from ui.pages.gaps.questions import questions
from ui.pages.gaps.stress import stress
from ui.presenters.gaps import GapRow, all_gap_rows, remarks

SORTS = ("score", "chain", "kind")
GROUPS = ("", "chain", "kind")
PAGE = 60


def gaps(frame: Frame) -> None:
    """The page."""
    picture, words = frame.picture(), frame.words
    if not picture.coverages:
        empty(frame)
        return
    title, tab = st.columns([1, 3], vertical_alignment="bottom")
    title.title(words("page.gaps"), anchor=False)
    sheets = {"list": words("page.gaps"), "questions": words("questions.tab"), "stress": words("stress.tab")}
    with tab:
        opened = sheet(words("page.gaps"), sheets)
    if opened != "list":
        (questions if opened == "questions" else stress)(frame, picture)
        return
    _list(frame, picture)


def _list(frame: Frame, picture: Picture) -> None:
    words = frame.words
    rows = all_gap_rows(picture, words)
    for remark in remarks(picture, words):
        st.caption(literal(remark))
    shown, group, filters = _chosen(frame, rows)
    sure = sum(row.certain for row in shown)
    st.caption(words("gap_page.count", shown=len(shown), whole=len(rows), sure=sure, unsure=len(shown) - sure))
    gap_files(frame, picture, shown, filters)
    if not shown:
        st.info(words("gap_page.none"))
    for certain in (True, False):
        part = [row for row in shown if row.certain is certain]
        if part:
            st.header(words("gap_page.sure" if certain else "gap_page.unsure", count=len(part)), anchor=False)
            _groups(frame, part, group)


def _chosen(frame: Frame, rows: Sequence[GapRow]) -> tuple[list[GapRow], str, list[str]]:
    words = frame.words
    names = {row.chain: row.chain_name for row in rows}
    one, two, three = st.columns([2.2, 2.2, 2], vertical_alignment="bottom")
    with one:
        chains = several(words("page.choose_chain"), list(names), "chain", names.__getitem__, words("explore.all"))
    with two:
        kinds = several(
            words("column.kind"), [str(k) for k in Kind], "kind", lambda k: words(f"kind.{k}"), words("explore.all")
        )
    with three:
        text = typed(words("gap_page.text"), "q", words("gap_page.text_hint"))
    four, five, six = st.columns([2.2, 2.2, 2], vertical_alignment="bottom")
    with four:
        order = segments(words("gap_page.sort"), SORTS, "sort", lambda s: words(f"column.{s}"), SORTS[0])
    with five:
        group = segments(
            words("gap_page.group"), GROUPS, "group", lambda g: words(f"column.{g}" if g else "gap_page.ungrouped")
        )
    with six:
        year_choice(frame)
    found = [
        row
        for row in rows
        if (not chains or row.chain in chains)
        and (not kinds or row.kind in kinds)
        and (not text or text in f"{row.chain_name} {row.segment_name} {row.reason}")
    ]
    keys = {
        "chain": lambda row: (row.chain_name, -row.score),
        "kind": lambda row: (list(Kind).index(Kind(row.kind)), -row.score),
    }
    filters = [*map(names.__getitem__, chains), *(words(f"kind.{kind}") for kind in kinds), *([text] if text else [])]
    return (sorted(found, key=keys[order]) if order in keys else found), group, filters


def _groups(frame: Frame, rows: Sequence[GapRow], group: str) -> None:
    if not group:
        st.html(gap_cards(rows[: _most()], frame))
        _rest(frame, len(rows))
        return
    parts: dict[str, list[GapRow]] = defaultdict(list)
    for row in rows:
        parts[row.chain_name if group == "chain" else frame.words(f"kind.{row.kind}")].append(row)
    for title, part in parts.items():
        st.markdown(f"**{literal(frame.words('counted', title=title, count=len(part)))}**")
        st.html(gap_cards(part, frame))


def _most() -> int:
    return 10_000 if get("all") == "1" else PAGE


def _rest(frame: Frame, count: int) -> None:
    if count > _most():
        more = frame.words("gap_page.more", shown=_most(), count=count)
        st.html(anchor(frame.here("gaps", all="1"), more, "go"))
