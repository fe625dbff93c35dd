"""The list of questions for the next company visit, with the file to take along."""

from __future__ import annotations

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.page_context import PageContext
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.exports.csv import csv_bytes
from ui.presenters.questions import QuestionRow, question_rows
from ui.text import Words

MOST = 60
COLUMNS = ("chain", "question", "narrows", "narrows_total", "leads")


def questions(context: PageContext, analysis: RegionAnalysis) -> None:
    """The table, the question that narrows most first."""
    words = context.words
    rows = context.cached(question_rows, analysis, words)
    st.caption(words("questions.about", count=len(rows)))
    names = heads(words, *COLUMNS)
    st.download_button(
        words("questions.csv"),
        lambda: csv_bytes(names, [_cells(row, words) for row in rows]),
        f"{words('questions.tab')}.csv",
        "text/csv",
        on_click="ignore",
    )
    placed = [row for row in rows if row.chain]
    st.html(html_table(names, (_line(row, context) for row in placed[:MOST]), "facts"))
    if len(placed) > MOST:
        st.caption(words("explore.table_cut", count=MOST))
    st.header(words("questions.groups"), anchor=False)
    groups = (
        cells_line([context.anchor("entity", row.question, id=row.segment), text_cell(words.join(row.leads))])
        for row in rows
        if not row.chain
    )
    st.html(html_table(heads(words, "question", "leads"), groups, "facts"))


def _cells(row: QuestionRow, words: Words) -> list[str]:
    return [row.chain_name, row.question, f"{row.narrows:.4f}", f"{row.narrows_total:.4f}", words.join(row.leads)]


def _line(row: QuestionRow, context: PageContext) -> str:
    chain, leads = map(text_cell, (row.chain_name, context.words.join(row.leads)))
    link = context.anchor("chain", row.question, chain=row.chain, segment=row.segment)
    return cells_line([chain, link, f"{row.narrows:.1%}", f"{row.narrows_total:.2%}", leads])
