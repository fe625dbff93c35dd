"""The list of questions for the next company visit, with the file to take along."""

from __future__ import annotations

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.download_row import Download, download_button
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.components.table import column_headings, table
from ui.exports.csv import csv_bytes
from ui.presenters.questions import QuestionRow, question_rows
from ui.text import Words

MAX_QUESTIONS = 60  # more than a visit can ask; the file has them all
QUESTION_COLUMNS = ("chain", "question", "narrows", "narrows_total", "leads")


def questions(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show the questions about segments, the one that narrows most first, then those about groups."""
    words, links = context.words, context.links
    rows = context.cached(question_rows, analysis, words)
    st.caption(words("questions.about", count=len(rows)))

    def csv_file() -> bytes:
        return csv_bytes(column_headings(words, QUESTION_COLUMNS), [_csv_cells(row, words) for row in rows])

    download_button(Download(words("questions.csv"), f"{words('questions.tab')}.csv", csv_file))
    of_segments = [row for row in rows if row.chain]
    st.html(table(QUESTION_COLUMNS, (_cells(row, words, links) for row in of_segments[:MAX_QUESTIONS]), words))
    if len(of_segments) > MAX_QUESTIONS:
        st.caption(words("explore.table_cut", count=MAX_QUESTIONS))
    st.header(words("questions.groups"), anchor=False)
    of_groups = (
        [links.anchor("entity", row.question, id=row.segment), words.join(row.leads)] for row in rows if not row.chain
    )
    st.html(table(("question", "leads"), of_groups, words))


def _csv_cells(row: QuestionRow, words: Words) -> list[str]:
    return [row.chain_name, row.question, f"{row.narrows:.4f}", f"{row.narrows_total:.4f}", words.join(row.leads)]


def _cells(row: QuestionRow, words: Words, links: Links) -> list[str]:
    link = links.anchor("chain", row.question, chain=row.chain, segment=row.segment)
    return [row.chain_name, link, f"{row.narrows:.1%}", f"{row.narrows_total:.2%}", words.join(row.leads)]
