"""总览: how much is known, the chains, the most urgent gaps, the datasets."""

from __future__ import annotations

import streamlit as st

from graph.analysis.coverage import State
from ui.actions.asking import run_query
from ui.actions.datasets import status
from ui.actions.picture import Picture
from ui.actions.rows import chain_rows, gap_rows, remarks
from ui.components.chain_table import chain_table
from ui.components.frame import Frame, language_switch, literal, year_choice
from ui.components.gap_list import gap_list
from ui.exports import gap_table
from ui.exports.csv import csv_bytes
from ui.exports.xlsx import gap_workbook

SHOWN_GAPS = 10
MAP_PAGE = "chain"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def overview(frame: Frame) -> None:
    """The first page."""
    picture, words = frame.picture(), frame.words
    if not picture.coverages:
        _empty(frame)
        return
    rows = chain_rows(picture)
    whole = sum(row.segments for row in rows)
    unknown = sum(row.counts[State.UNKNOWN] for row in rows)
    title, year, switch = st.columns([6, 1.3, 1.4], vertical_alignment="bottom")
    with title:
        known = words("page.known", whole=whole, known=whole - unknown)
        st.title(literal(f"{picture.region_name} · {known}"), anchor=False)
        st.caption(words("page.known_note", unknown=unknown))
    with year:
        year_choice(frame)
    with switch:
        language_switch(frame.settings)
    for remark in remarks(picture, words):
        st.info(literal(remark))
    st.header(words("page.chains"), anchor=False, help=words("page.chains_note"))
    st.html(chain_table(rows, words, MAP_PAGE))
    _gaps(frame, picture)
    _fields(frame)
    _datasets(frame)


def _empty(frame: Frame) -> None:
    st.title(frame.words("page.empty_title"), anchor=False)
    st.info(frame.words("page.empty_body"))
    language_switch(frame.settings)


def _gaps(frame: Frame, picture: Picture) -> None:
    words, rows = frame.words, gap_rows(picture, frame.words)
    title, xlsx, csv = st.columns([5, 1.6, 1.6], vertical_alignment="bottom")
    with title:
        st.header(words("page.urgent"), anchor=False, help=words("page.sure_first"))
    name = words("sheet.gaps")
    xlsx.download_button(
        words("page.download_xlsx"),
        lambda: gap_workbook(rows, picture.method, words),
        f"{name}.xlsx",
        XLSX,
        width="stretch",
        on_click="ignore",
    )
    cells = ([str(cell) for cell in line] for line in gap_table.table(rows, words))
    csv.download_button(
        words("page.download_csv"),
        csv_bytes(gap_table.header(words), cells),
        f"{name}.csv",
        "text/csv",
        width="stretch",
        on_click="ignore",
    )
    st.html(gap_list(rows[:SHOWN_GAPS], words, MAP_PAGE))


def _fields(frame: Frame) -> None:
    found = run_query(frame.store(), "unmatched", {})
    missing = [str(row["field"]) for row in found.rows]
    if missing:
        st.caption(literal(frame.words("page.no_field", fields=missing)))


def _datasets(frame: Frame) -> None:
    words = frame.words
    st.header(words("page.datasets"), anchor=False)
    rows = [
        {words(f"column.{name}"): row[name] for name in ("dataset", "title", "publisher", "date", "rows")}
        for row in status(frame.store()).datasets
    ]
    st.dataframe(rows, hide_index=True, width="stretch")
