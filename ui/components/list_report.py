"""What loading a list did or would do: in words, the refused rows, and the files to take away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.lists.mapping import Mapping as ListMapping
from ui.actions.datasets import report_lines
from ui.actions.lists import ListReport, list_lines
from ui.components.frame import Frame
from ui.components.state import literal
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.exports.refused_workbook import refused_workbook
from ui.exports.xlsx import XLSX_MIME

MOST = 50
Cells = Sequence[str]


def list_report(found: ListReport, mapping: ListMapping, frame: Frame, *, dry: bool) -> None:
    """The report."""
    words, refused = frame.words, found.report.refused
    show = st.info if dry else st.success
    show(literal(list_lines(found, words, dry=dry)[0]))
    for line in (report_lines(found.report, words)[0], *list_lines(found, words, dry=dry)[1:]):
        st.caption(literal(line))
    one, two = st.columns(2)
    one.download_button(
        words("lists.map"), mapping.text(), f"{mapping.dataset}.yaml", "text/yaml", on_click="ignore", width="stretch"
    )
    if refused:
        two.download_button(
            words("lists.refused"),
            lambda: refused_workbook(found.tables, refused, words),
            f"{mapping.dataset}-{words('list.refused_title')}.xlsx",
            XLSX_MIME,
            on_click="ignore",
            width="stretch",
        )
    _table(frame, "lists.refused_head", ("why",), [[words.error(fault)] for fault in refused])
    places = [[name, frame.picture().segment_name(segment), why] for name, segment, why in found.why]
    _table(frame, "lists.placed_head", ("organisation", "segment", "evidence"), places)
    _table(frame, "lists.joined_head", ("organisation", "id"), found.joined)


def _table(frame: Frame, title: str, columns: tuple[str, ...], rows: Sequence[Cells]) -> None:
    words = frame.words
    if not rows:
        return
    with st.expander(words(title, count=len(rows)), expanded=title == "lists.refused_head"):
        lines = (cells_line(map(text_cell, row)) for row in rows[:MOST])
        st.html(html_table(heads(words, *columns), lines, "facts"))
        if len(rows) > MOST:
            st.caption(words("lists.more", count=MOST))
