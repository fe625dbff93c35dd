"""The report of loading a list, or of a trial: in words, the refused rows, and files to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from loaders.lists.mapping import ListMapping as ListMapping
from loaders.service.lists import ListReport
from ui.components.download_row import Download, download_button
from ui.components.load_effect import load_effect_note
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.scenario_diff import show_changes
from ui.components.table import table
from ui.exports.refused_xlsx import refused_xlsx
from ui.pages.lists.load_job import LoadOutcome
from ui.presenters.list_effect import effect_lines
from ui.presenters.reports import change_line, list_lines, refusal_lines
from ui.presenters.scenario_diff import ScenarioDiff
from ui.text import Words

MAX_REPORT_ROWS = 50  # of each table; a longer one takes longer to draw, and the file of refused rows has them all


def list_report(outcome: LoadOutcome, mapping: ListMapping, context: PageContext) -> None:
    """Show the report of a load, or of a trial and what it would do to the figures."""
    report, words = outcome.report, context.words
    refused = report.report.refused
    analysis = context.analysis()
    headline, *details = list_lines(report, words, dry=outcome.dry, face="page", segment_name=analysis.segment_name)
    if report.problem:
        st.error(escape_markdown(words.error(report.problem)))
    else:
        (st.info if outcome.dry else st.success)(escape_markdown(headline))
    if outcome.event:
        load_effect_note(context, outcome.event)
    if outcome.effect:
        _effect(outcome.effect, context)
    for line in (change_line(report.report, words), *details):
        st.caption(escape_markdown(line))
    _downloads(report, mapping, words)
    errors = refusal_lines(refused, words)
    _table("lists.refused_head", ("why",), ([line] for line in errors[:MAX_REPORT_ROWS]), len(refused), words)
    placements = (
        [name, analysis.segment_name(segment), evidence]
        for name, segment, evidence in report.classified[:MAX_REPORT_ROWS]
    )
    columns = ("organisation", "segment", "evidence")
    _table("lists.placed_head", columns, placements, len(report.classified), words)
    joined = (
        [row.name, context.links.anchor("entity", row.other, id=row.id), words(f"rule.{row.rule}")]
        for row in report.joined[:MAX_REPORT_ROWS]
    )
    unplaced = ([name] for name in report.unplaced[:MAX_REPORT_ROWS])
    _table("lists.unplaced_head", ("organisation",), unplaced, len(report.unplaced), words)
    _table("lists.joined_head", ("organisation", "joined_with", "rule"), joined, len(report.joined), words)


def _effect(effect: ScenarioDiff, context: PageContext) -> None:
    words = context.words
    st.markdown(f"**{words('lists.effect')}**")
    for line in effect_lines(effect, words):
        st.caption(escape_markdown(line))
    if effect.gaps or effect.chains:
        with st.expander(words("lists.effect")):
            show_changes(effect, words, context.links)


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
