"""The list of questions for the next company visit, with the file to take along."""

from __future__ import annotations

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.download_row import Download
from ui.components.page_context import PageContext
from ui.components.question_table import question_table
from ui.components.table import column_headings, table
from ui.exports.csv import scoped_csv_bytes
from ui.pages.gaps.visits import visit_downloads, visit_return
from ui.presenters.questions import QuestionRow, question_rows
from ui.presenters.source_filter import file_name, filter_text, filter_texts
from ui.text import Words

MAX_QUESTIONS = 60  # more than a visit can ask; the file has them all
QUESTION_COLUMNS = ("chain", "question", "if_yes", "if_no", "narrows", "narrows_total", "leads")


def questions(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show the questions about segments, the one that narrows most first, then those about groups."""
    words, links = context.words, context.links
    rows = context.derived(question_rows, analysis, words)
    st.caption(words("questions.about", count=len(rows)))

    def csv_file() -> bytes:
        header, cells = column_headings(words, QUESTION_COLUMNS), [_csv_cells(row, words) for row in rows]
        scope = filter_text(analysis.source_filter, words)
        return scoped_csv_bytes(header, cells, scope, words("column.counted_sources"))

    name = file_name(analysis.region_name, words("questions.tab"), *filter_texts(analysis.source_filter, words))
    chains = visit_downloads(context, analysis, Download(words("questions.csv"), f"{name}.csv", csv_file))
    visit_return(context)
    of_segments = [row for row in rows if row.chain and (not chains or row.chain in chains)]
    st.html(question_table(of_segments[:MAX_QUESTIONS], words, links))
    if len(of_segments) > MAX_QUESTIONS:
        st.caption(words("explore.table_cut", count=MAX_QUESTIONS))
    if chains:
        return
    st.header(words("questions.groups"), anchor=False)
    of_groups = (
        [links.anchor("entity", row.question, id=row.segment), words.join(row.leads)] for row in rows if not row.chain
    )
    st.html(table(("question", "leads"), of_groups, words))


def _csv_cells(row: QuestionRow, words: Words) -> list[str]:
    figures = [f"{row.narrows:.1%}", f"{row.narrows_total:.1%}"]
    return [row.chain_name, row.question, row.if_yes, row.if_no, *figures, words.join(row.leads)]
