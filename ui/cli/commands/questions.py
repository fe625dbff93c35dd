"""``liantu questions``."""

from __future__ import annotations

from ui.cli.options import RowOutput, Scope, language
from ui.cli.output import write_rows
from ui.cli.region import analyse_in
from ui.cli.stores import opened
from ui.presenters.questions import question_rows

QUESTION_OUTPUT = ("chain_name", "segment_name", "question", "narrows", "narrows_total", "if_yes", "if_no", "leads")


def questions(output: RowOutput, scope: Scope) -> None:
    """Print what to ask on the next visits, the question that narrows the interval most first."""
    with opened(scope.store) as store:
        rows = question_rows(store, analyse_in(store, scope), language())
    write_rows(QUESTION_OUTPUT, [row.fields() for row in rows], output, scope.source_filter)
