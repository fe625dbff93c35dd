"""The report of loading a list, or of a trial: in words, the refused rows, and files to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from loaders.lists.mapping import ListMapping as ListMapping
from loaders.service.lists import ListReport
from ui.components.download_row import Download, download_button
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.table import table
from ui.exports.refused_xlsx import refused_xlsx
from ui.presenters.reports import list_lines, refusal_lines, summary_line
from ui.text import Words

MAX_REPORT_ROWS = 50  # of each table; a longer one takes longer to draw, and the file of refused rows has them all


def list_report(report: ListReport, mapping: ListMapping, context: PageContext, *, dry: bool) -> None:
    """Show the report of a load, or of a trial (``dry``)."""
    words, refused = context.words, report.report.refused
    headline, *details = list_lines(report, words, dry=dry)
    if report.problem:
        st.error(escape_markdown(words.error(report.problem)))
    else:
        (st.info if dry else st.success)(escape_markdown(headline))
    for line in (summary_line(report.report, words), *details):
        st.caption(escape_markdown(line))
    _downloads(report, mapping, words)
    errors = refusal_lines(refused, words)
    _table("lists.refused_head", ("why",), ([line] for line in errors[:MAX_REPORT_ROWS]), len(refused), words)
    analysis = context.analysis()
    placements = (
        [name, analysis.segment_name(segment), evidence]
        for name, segment, evidence in report.classified[:MAX_REPORT_ROWS]
    )
    columns = ("organisation", "segment", "evidence")
    _table("lists.placed_head", columns, placements, len(report.classified), words)
    joined = ([row.name, row.other, words(f"rule.{row.rule}")] for row in report.joined[:MAX_REPORT_ROWS])
    unplaced = ([name] for name in report.unplaced[:MAX_REPORT_ROWS])
    _table("lists.unplaced_head", ("organisation",), unplaced, len(report.unplaced), words)
    _table("lists.joined_head", ("organisation", "id", "rule"), joined, len(report.joined), words)


def _downloads(report: ListReport, mapping: ListMapping, words: Words) -> None:
    refused = report.report.refused
    mapping_column, refused_column = st.columns(2)
    with mapping_column:
        yaml = Download(words("lists.map"), f"{mapping.dataset}.yaml", lambda: mapping.text().encode())
        download_button(yaml, width="stretch")
    if refused:
        name = f"{mapping.dataset}-{words('list.refused_title')}.xlsx"
        with refused_column:
            xlsx = Download(words("lists.refused"), name, lambda: refused_xlsx(report.tables, refused, words))
            download_button(xlsx, width="stretch")


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], count: int, words: Words) -> None:
    """Show the first rows of ``count`` below a title that opens."""
    if not count:
        return
    with st.expander(words(title, count=count), expanded=title == "lists.refused_head"):
        st.html(table(columns, rows, words))
        if count > MAX_REPORT_ROWS:
            st.caption(words("lists.more", count=MAX_REPORT_ROWS))
