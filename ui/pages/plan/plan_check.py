"""The plan's words beside the computed figures."""

from __future__ import annotations

import streamlit as st

from ui.components.page_context import PageContext
from ui.components.statement_table import StatementCells, doubt_notice, statement_table
from ui.exports.citation import citation
from ui.presenters.plan_check import plan_check_rows

PLAN_CHECK_COLUMNS = ("chain", "said", "status", "words", "evidence", "computed", "verdict")


def plan_check(context: PageContext) -> None:
    """Show a row for each clause of a plan that speaks of a chain."""
    words, analysis = context.words, context.analysis()
    st.caption(words("wording.about"))
    doubt_notice(context)
    lines = (
        StatementCells(
            row.statement,
            [
                context.links.anchor("chain", row.chain_name, chain=row.chain),
                row.said,
                words(f"status.{row.status}"),
                words.join(row.words),
                citation(row.wording, words, row.section),
                row.computed,
                words(f"verdict.{row.verdict}"),
            ],
        )
        for row in plan_check_rows(analysis, words)
    )
    statement_table(context, PLAN_CHECK_COLUMNS, lines, "plan-check")
