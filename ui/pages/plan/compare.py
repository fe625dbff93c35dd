"""Two plans of one body side by side: each change with the sentences of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from graph.analysis.plans.change import PlanDiff
from loaders.service.plan_comparison import compare_plans
from queries.rows.comparison import PlanDatasetsRow
from ui.components.download_row import Download, download_button
from ui.components.inputs import multiselect, segments, select
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.components.table import table, text_html
from ui.exports.plan_diff_files import plan_diff_csv, plan_diff_docx, plan_diff_title, plan_diff_xlsx
from ui.presenters.plan_diff import GROUPS, PlanChangeRow, plan_change_rows, plan_diff_counts, plan_diff_summary
from ui.presenters.source_filter import file_name
from ui.text import Words

COMPARISON_COLUMNS = ("change", "name", "before", "after", "before_passage", "after_passage")
CHOICE_WIDTHS = (4, 4.5, 1.4, 1.4, 1.4)  # of the groups, the kinds and three files
MAX_SHOWN_CHANGES = 200  # rows of one group on the page; the files have them all
CHANGE_CHIP = Markup('<span class="change {tone}">{caption}</span>')
NOTED = Markup('{name}<div class="under">{note}</div>')


def plan_comparison(context: PageContext, plans: Sequence[PlanDatasetsRow]) -> None:
    """Show two menus of plans, and the differences of the two that are chosen."""
    words = context.words
    st.caption(words("plan_diff.about"))
    if len(plans) < 2:
        st.info(words("plan_diff.need_two", count=len(plans)))
        return
    before, after = _chosen(plans, words)
    if before == after:
        st.info(words("plan_diff.same_plan"))
        return
    dates = {row.dataset: row.date or "" for row in plans}
    if dates[before] > dates[after] > "":
        st.warning(words("plan_diff.later_first"))
    diff = context.cached_large(compare_plans, before, after)
    _differences(diff, plan_change_rows(diff, words), words, context.links)


def _chosen(plans: Sequence[PlanDatasetsRow], words: Words) -> list[str]:
    """Return the ids of both plans: the last two by date, unless the address names others."""
    titles: Mapping[str, str] = {row.dataset: row.title for row in plans}
    ids = list(titles)
    chosen = []
    for column, side, default in zip(st.columns(2), ("before", "after"), ids[-2:], strict=True):
        with column:
            chosen.append(select(words(f"plan_diff.{side}"), ids, f"plan-{side}", titles.__getitem__, default))
    return chosen


def _differences(diff: PlanDiff, rows: Sequence[PlanChangeRow], words: Words, links: Links) -> None:
    st.markdown(f"**{plan_diff_summary(diff, words)}**")
    groups = [group for group in GROUPS if any(row.group == group for row in rows)]
    if not groups:
        return
    group_column, kind_column, *columns = st.columns(CHOICE_WIDTHS, vertical_alignment="bottom")
    for column, download in zip(columns, _downloads(diff, rows, words), strict=True):
        with column:
            download_button(download, width="stretch")
    with group_column:
        own = _of_group(groups, rows, words)
    with kind_column:
        label = words("plan_diff.kinds")
        chosen = multiselect(label, list(plan_diff_counts(own)), "changes", hint=words("plan_diff.all_kinds"))
    shown = [row for row in own if not chosen or row.change in chosen]
    st.html(table(COMPARISON_COLUMNS, (_cells(row, links) for row in shown[:MAX_SHOWN_CHANGES]), words, "facts sides"))
    if len(shown) > MAX_SHOWN_CHANGES:
        st.caption(words("plan_diff.cut", shown=MAX_SHOWN_CHANGES, count=len(shown)))
    st.caption(words("plan_diff.meaning"))


def _of_group(groups: Sequence[str], rows: Sequence[PlanChangeRow], words: Words) -> list[PlanChangeRow]:
    """Show the groups with their sizes, and return the changes of the chosen one."""
    counts = Counter(row.group for row in rows)
    titles = {group: words("counted", title=words(f"plan_diff.{group}"), count=counts[group]) for group in groups}
    chosen = segments(words("column.type"), groups, "of", titles.__getitem__, groups[0], label_hidden=True)
    return [row for row in rows if row.group == chosen]


def _cells(row: PlanChangeRow, links: Links) -> list[str]:
    name = links.anchor("entity", row.name, id=row.id) if row.id else text_html(row.name)
    return [
        NOTED.format(name=CHANGE_CHIP.format(tone=row.tone, caption=row.change), note=row.rule),
        NOTED.format(name=name, note=row.type),
        row.before,
        row.after,
        row.before_passage,
        row.after_passage,
    ]


def _downloads(diff: PlanDiff, rows: Sequence[PlanChangeRow], words: Words) -> list[Download]:
    name = file_name(plan_diff_title(diff, words))
    return [
        Download(words("plan_diff.docx"), f"{name}.docx", lambda: plan_diff_docx(diff, rows, words)),
        Download(words("plan_diff.xlsx"), f"{name}.xlsx", lambda: plan_diff_xlsx(diff, rows, words)),
        Download(words("plan_diff.csv"), f"{name}.csv", lambda: plan_diff_csv(rows, words)),
    ]
