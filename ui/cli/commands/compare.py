"""``liantu compare``: two loads or lists, two plans, or two states of the region's chains."""

from __future__ import annotations

from pathlib import Path

from graph.analysis.plans.change import PlanDiff
from graph.model.errors import UsageError
from loaders.service.history import compare_versions
from loaders.service.plan_comparison import are_plans, compare_plans
from loaders.service.region_state import NOW
from ui.cli.commands.region_states import compare_region_states
from ui.cli.options import ROW_FORMATS, RowOutput, Scope, language
from ui.cli.output import say, write_bytes, write_rows
from ui.cli.stores import opened
from ui.exports.plan_diff_files import plan_diff_docx, plan_diff_xlsx
from ui.presenters.history import list_diff_rows
from ui.presenters.plan_diff import PLAN_CHANGE_COLUMNS, plan_change_rows, plan_diff_summary

TWO = 2  # lists or plans


def compare(
    lists: tuple[str, ...],
    before: str | None,
    after: str | None,
    add: Path | None,
    output: RowOutput,
    scope: Scope,
) -> None:
    """Print what differs between two versions of a list, two plans, or two states of the region's chains."""
    if before is not None or after is not None:
        if lists:
            raise UsageError("compare_two_ways")
        compare_region_states(before or NOW.text, after or NOW.text, add, output, scope)
        return
    if len(lists) != TWO or add:
        raise UsageError("compare_what")
    _compare_lists(lists[0], lists[1], output, scope.store)


def _compare_lists(before: str, after: str, output: RowOutput, store: str) -> None:
    """Print who is new, gone, renamed or moved between two versions of a list; of two plans, all that changed."""
    words = language()
    with opened(store) as graph:
        if are_plans(graph, before, after):
            _write_plan_diff(compare_plans(graph, before, after), output)
            return
        if output.format not in ROW_FORMATS:
            raise UsageError("format_unknown", format=output.format, known=list(ROW_FORMATS))
        diff = compare_versions(graph, before, after)
    write_rows(("change", "name", "before", "after"), list_diff_rows(diff, words), output)
    sizes = {name: len(getattr(diff, name)) for name in ("new", "gone", "renamed", "moved")}
    say(words("history.compared", **sizes, same=diff.same))


def _write_plan_diff(diff: PlanDiff, output: RowOutput) -> None:
    words = language()
    rows = plan_change_rows(diff, words)[: output.limit]
    if output.format in ROW_FORMATS or output.file is None:
        write_rows(PLAN_CHANGE_COLUMNS, [vars(row) for row in rows], output)
    else:
        make = plan_diff_xlsx if output.format == "xlsx" else plan_diff_docx
        write_bytes(make(diff, rows, words), output.file)
    say(plan_diff_summary(diff, words))
