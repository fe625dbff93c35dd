"""Placements by products, to be confirmed or refused by a person; and words that the chain template lacks."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.linking.judgements import Judgement
from loaders.service.classification import classified_products, keyword_suggestions
from queries.rows.quality import PlacedRow
from ui.components.load_effect import load_effect_note
from ui.components.markdown import escape_markdown
from ui.components.notice import show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import note, table
from ui.components.who_input import who_input
from ui.pages.lists.judgements import MAX_REASON_CHARACTERS, STATEMENTS, UNDECIDED, retraction_form, submit
from ui.pages.lists.unplaced import unplaced_review
from ui.text import Words

MAX_PLACEMENTS = 200  # a longer table takes longer to draw; those that are decided make room for the next
STATEMENT_VERDICTS = ("confirmed", "wrong")
PLACEMENT_COLUMNS = ("organisation", "segment", "support", "evidence", "verdict_of")
KEYWORD_COLUMNS = ("segment", "keyword", "organisation")


def classification_review(context: PageContext) -> None:
    """Show the placements as an editable table, the suggested words, and the decisions in force."""
    words = context.words
    st.caption(words("placed.about"))
    if show_notice(STATEMENTS.notice):
        load_effect_note(context)
    rows = context.names.in_rows(context.cached_large(classified_products))
    leads = sum(row.support == "lead" for row in rows)
    st.markdown(escape_markdown(words("placed.left", count=len(rows), leads=leads)))
    if rows:
        with st.form("placed-review"):
            _review_form(context, rows[:MAX_PLACEMENTS])
    unplaced_review(context)
    _keywords(context)
    retraction_form(context, STATEMENTS)


def _keywords(context: PageContext) -> None:
    words, analysis = context.words, context.analysis()
    suggestions = context.cached_large(keyword_suggestions)
    with st.expander(words("placed.words", count=len(suggestions))):
        st.html(note(words("placed.words_about")))
        cells = (
            [analysis.segment_name(suggestion.segment), suggestion.word, words.join(suggestion.organisations)]
            for suggestion in suggestions
        )
        st.html(table(KEYWORD_COLUMNS, cells, words))


def _review_form(context: PageContext, rows: Sequence[PlacedRow]) -> None:
    words = context.words
    verdicts = _verdict_table(rows, words, context.version())
    reason_column, who_column = st.columns([3, 1])
    reason = reason_column.text_input(words("fact.reason"), max_chars=MAX_REASON_CHARACTERS)
    with who_column:
        principal = who_input(context, "placed")
    if st.form_submit_button(words("same.keep"), type="primary"):
        judgements = [
            Judgement(verdict=verdict, left=row.statement, rule="keyword", reason=reason)
            for row, verdict in zip(rows, verdicts, strict=True)
            if verdict != UNDECIDED
        ]
        submit(context, judgements, principal, STATEMENTS)


def _verdict_table(rows: Sequence[PlacedRow], words: Words, version: str) -> list[str]:
    """Show the placements with a list of verdicts in each row, and return the verdicts."""
    later = words("same.later")
    verdicts = {later: UNDECIDED, **{words(f"verdict_of.{verdict}"): verdict for verdict in STATEMENT_VERDICTS}}
    names = {column: words(f"column.{column}") for column in PLACEMENT_COLUMNS}
    cells = [
        {
            names["organisation"]: row.organisation,
            names["segment"]: row.segment,
            names["support"]: words(f"support.{row.support}"),
            names["evidence"]: row.note,
            names["verdict_of"]: later,
        }
        for row in rows
    ]
    edited = st.data_editor(
        cells,
        hide_index=True,
        width="stretch",
        disabled=[name for column, name in names.items() if column != "verdict_of"],
        column_config={names["verdict_of"]: st.column_config.SelectboxColumn(options=list(verdicts), required=True)},
        key=SessionKey.CLASSIFICATION_TABLE.of(version),
    )
    return [verdicts[str(row[names["verdict_of"]])] for row in edited]
