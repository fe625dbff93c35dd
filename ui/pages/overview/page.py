"""总览: how much is known, the chains, the most urgent gaps, the datasets."""

from __future__ import annotations

import streamlit as st

from graph.analysis.coverage import State
from graph.analysis.questions import total
from queries.region import Picture
from queries.status import status
from ui.components.gap_downloads import gap_files
from ui.components.gap_list import gap_list
from ui.components.page_context import Frame, empty, year_choice
from ui.components.url_state import literal
from ui.pages.overview.chain_table import chain_table
from ui.presenters.gaps import all_gap_rows, chain_rows, remarks

SHOWN_GAPS = 10


def overview(frame: Frame) -> None:
    """The first page."""
    picture, words = frame.picture(), frame.words
    if not picture.coverages:
        empty(frame)
        return
    rows = chain_rows(picture)
    whole = sum(row.segments for row in rows)
    unknown = sum(row.counts[State.UNKNOWN] for row in rows)
    title, year = st.columns([6, 1.3], vertical_alignment="bottom")
    with title:
        known = words("page.known", whole=whole, known=whole - unknown)
        st.title(literal(f"{picture.region_name} · {known}"), anchor=False)
        span = total(list(picture.coverages.values()))
        whole_span = "—" if span is None else f"{span.low:.0%}–{span.high:.0%}"
        st.caption(words("page.known_note", unknown=unknown) + " · " + words("page.total", span=whole_span))
    with year:
        year_choice(frame)
    for remark in remarks(picture, words):
        st.info(literal(remark))
    st.header(words("page.chains"), anchor=False, help=words("page.chains_note"))
    st.html(chain_table(rows, frame))
    _gaps(frame, picture)
    _fields(frame)
    _datasets(frame)


def _gaps(frame: Frame, picture: Picture) -> None:
    words, rows = frame.words, all_gap_rows(picture, frame.words)
    st.header(words("page.urgent"), anchor=False, help=words("page.sure_first"))
    st.html(gap_list(rows[:SHOWN_GAPS], frame))
    link, files = st.columns([1, 3], vertical_alignment="center")
    link.html(frame.anchor("gaps", words("page.all_gaps", count=len(rows)), "go"))
    with files:
        gap_files(frame, picture, rows)


def _fields(frame: Frame) -> None:
    found = frame.ask("unmatched")
    missing = [str(row["field"]) for row in found.rows]
    if missing:
        st.caption(literal(frame.words("page.no_field", fields=missing)))


def _datasets(frame: Frame) -> None:
    words = frame.words
    st.header(words("page.datasets"), anchor=False)
    rows = [
        {words(f"column.{name}"): row[name] for name in ("dataset", "title", "publisher", "date", "rows")}
        for row in frame.kept(status).datasets
    ]
    st.dataframe(rows, hide_index=True, width="stretch")
