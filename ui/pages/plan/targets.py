"""The plans' targets beside what was achieved, and one measure over the years."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from graph.analysis.plans.progress import ProgressState
from graph.analysis.plans.series import MeasureSeries
from queries.rows.plan import TargetsRow
from queries.target_progress import TargetOverview
from ui.components.download_row import Download, download_button
from ui.components.inputs import segments, select
from ui.components.page_context import PageContext
from ui.components.statement_table import doubt_buttons, doubt_notice, show_statements
from ui.components.table import html_table, table
from ui.exports.citation import document_place
from ui.exports.progress_files import progress_csv, progress_xlsx
from ui.exports.progress_svg import chart_title, progress_svg
from ui.exports.subgraph_table import existence
from ui.pages.plan.cells import entity_link
from ui.presenters.source_filter import file_name
from ui.presenters.target_progress import TargetProgressRow, progress_summary, series_lines, target_progress_rows
from ui.text import Words

TARGET_COLUMNS = ("target", "value", "due", "actual", "progress", "status", "measured", "evidence")
ALL_STATES = "all"
STATE_CHOICE_WIDTHS = (9, 1.5, 1.5)  # of the states and two files
STATE_GLYPHS = {
    ProgressState.REACHED: "✓",
    ProgressState.MISSED: "✕",
    ProgressState.AHEAD: "◕",
    ProgressState.UNDERWAY: "◐",
    ProgressState.UNKNOWN: "?",
    ProgressState.NO_GOAL: "–",
}
STATE_MARK = Markup('<span class="target-state {state}">{glyph} {text}</span>')
# The bar's whole width is the larger of goal and value, and the mark stands at the goal.
PROGRESS_BAR = Markup(
    '<span class="target-bar {state}" aria-hidden="true"><i style="width:{done}%"></i>'
    '<b style="left:{goal}%"></b></span>'
)
NOTED_CELL = Markup('{text}<div class="under">{note}</div>')
DUE_CELL = Markup('{text}<div class="under nowrap">{note}</div>')
DOUBTED_CELL = Markup("{text} {doubts}")
NO_BAR = Markup('<span class="target-bar nothing" aria-hidden="true"></span>')
CHART_IMAGE = Markup('<img class="progress-chart" alt="{title}" src="data:image/svg+xml;base64,{data}">')


def targets(overview: TargetOverview, context: PageContext) -> None:
    """Show a row for each target, those of one state or all, then one measure over the years.

    Args:
        overview: the targets of a region.
        context: the page's context.
    """
    words = context.words
    rows = target_progress_rows(overview, words)
    st.caption(words("progress.about"))
    st.markdown(f"**{progress_summary(rows, words)}**")
    measured = [series for series in overview.series if series.has_values]
    if measured:
        _over_the_years(measured, words)
    shown = _chosen(rows, words, context.region_name)
    doubt_notice(context)
    show_statements(context, table(TARGET_COLUMNS, (_cells(row, context) for row in shown), words), "targets")


def _chosen(rows: Sequence[TargetProgressRow], words: Words, region: str) -> list[TargetProgressRow]:
    """Show the states that occur and the files; return the rows of the chosen state."""
    states = [state for state in ProgressState if any(row.state == state for row in rows)]
    choice, *columns = st.columns(STATE_CHOICE_WIDTHS, vertical_alignment="bottom")
    name = file_name(region, words("progress.file"))
    downloads = (
        Download(words("progress.xlsx"), f"{name}.xlsx", lambda: progress_xlsx(rows, words)),
        Download(words("progress.csv"), f"{name}.csv", lambda: progress_csv(rows, words)),
    )
    for column, download in zip(columns, downloads, strict=True):
        with column:
            download_button(download, width="stretch")
    if len(states) < 2:
        return list(rows)
    captions = {ALL_STATES: words("progress.all"), **{state.value: words(f"target_state.{state}") for state in states}}
    with choice:
        label = words("progress.only")
        chosen = segments(label, list(captions), "state", captions.__getitem__, ALL_STATES, label_hidden=True)
    return [row for row in rows if chosen in (ALL_STATES, row.state)]


def _over_the_years(measured: Sequence[MeasureSeries], words: Words) -> None:
    """Show the chart of one measure with its figures as a table beside it."""
    by_id = {series.targets[0].id: series for series in measured}
    names = {id_: series.targets[0].name for id_, series in by_id.items()}
    longest = max(by_id, key=lambda id_: len(series_lines(by_id[id_], words)))
    chart, figures = st.columns([3, 2], vertical_alignment="center")
    with figures:
        series = by_id[select(words("progress.which"), list(by_id), "measure", names.__getitem__, longest)]
        headings = [words(f"progress.{name}") for name in ("year", "asked", "achieved")]
        st.html(html_table(headings, series_lines(series, words)))
    with chart:
        st.html(_image(series, words))
        st.caption(words("progress.legend"))


def _cells(row: TargetProgressRow, context: PageContext) -> list[str]:
    first = row.rows[0]
    place = document_place(first.section, first.char_start)
    return [
        entity_link(first.target_id, first.target, context.links),
        Markup("<b>{}</b>").format(row.value),
        DUE_CELL.format(text=row.due, note=row.due_note) if row.due_note else row.due,
        DOUBTED_CELL.format(text=row.actual, doubts=doubt_buttons(context, [row.actual_statement])),
        _progress(row),
        existence(first.existence or "", context.words),
        _measured(row.rows, context),
        NOTED_CELL.format(text=first.quote, note=place) if first.quote else place,
    ]


def _measured(rows: Sequence[TargetsRow], context: PageContext) -> Markup:
    links = (entity_link(row.measured_id, row.measured, context.links) for row in rows)
    doubts = doubt_buttons(context, (row.statement for row in rows))
    return DOUBTED_CELL.format(text=Markup("、").join(link for link in links if link), doubts=doubts)


def _progress(row: TargetProgressRow) -> Markup:
    """Return state and bar; what is not known has an empty dashed bar, and one that cannot be judged none."""
    state = STATE_MARK.format(state=row.state, glyph=STATE_GLYPHS[row.state], text=row.progress)
    remark = NOTED_CELL.format(text="", note=row.remark) if row.remark else Markup("")
    if row.state == ProgressState.NO_GOAL:
        return state + remark
    if row.share is None:
        return state + NO_BAR + remark
    scale = 100 / max(row.share, 1.0)
    done, goal = (f"{scale * part:.1f}" for part in (row.share, 1.0))
    return state + PROGRESS_BAR.format(state=row.state, done=done, goal=goal) + remark


def _image(series: MeasureSeries, words: Words) -> Markup:
    """Return the drawing as an image that the page itself holds, because Streamlit strips SVG from HTML."""
    data = b64encode(progress_svg(series, words).encode()).decode()
    return CHART_IMAGE.format(title=chart_title(series, words), data=data)
