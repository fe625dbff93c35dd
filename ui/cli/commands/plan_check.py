"""``liantu plan-check``."""

from __future__ import annotations

from ui.cli.options import RowOutput, Scope, language
from ui.cli.output import write_rows
from ui.cli.region import analyse
from ui.presenters.plan_check import plan_check_rows

PLAN_CHECK_OUTPUT = (
    "chain_name",
    "said",
    "status",
    "words",
    "section",
    "char_start",
    "char_end",
    "source_title",
    "publisher",
    "published",
    "grade",
    "computed",
    "verdict",
)


def plan_check(output: RowOutput, scope: Scope) -> None:
    """Print what documents say of each chain beside what is computed."""
    words = language()
    rows = [row.fields() for row in plan_check_rows(analyse(scope), words)]
    if output.format != "json":
        rows = [{**row, **{name: words(f"{name}.{row[name]}") for name in ("status", "verdict")}} for row in rows]
    write_rows(PLAN_CHECK_OUTPUT, rows, output, scope.source_filter)
