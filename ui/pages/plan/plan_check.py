"""The plan's words beside the computed figures."""

from __future__ import annotations

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.links import Links
from ui.components.table import table
from ui.exports.citation import citation
from ui.presenters.plan_check import plan_check_rows
from ui.text import Words

PLAN_CHECK_COLUMNS = ("chain", "said", "status", "words", "evidence", "computed", "verdict")


def plan_check(analysis: RegionAnalysis, words: Words, links: Links) -> None:
    """Show a row for each clause of a plan that speaks of a chain."""
    st.caption(words("wording.about"))
    cells = (
        [
            links.anchor("chain", row.chain_name, chain=row.chain),
            row.said,
            words(f"status.{row.status}"),
            words.join(row.words),
            citation(row.wording, words, row.section),
            row.computed,
            words(f"verdict.{row.verdict}"),
        ]
        for row in plan_check_rows(analysis, words)
    )
    st.html(table(PLAN_CHECK_COLUMNS, cells, words))
