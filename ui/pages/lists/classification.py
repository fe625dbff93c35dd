"""Placements by products, to be confirmed or refused by a person; and words that the chain template lacks."""

from __future__ import annotations

import streamlit as st

from loaders.linking.judgements import Judgement
from loaders.service.classification import classified_products, keyword_suggestions
from ui.components.page_context import PageContext
from ui.components.table import note, table
from ui.components.url_state import escape_markdown
from ui.components.who_input import who_input
from ui.pages.lists.dedupe import retract_form, submit_all

MOST, TOLD = 200, "statement-told"


def classification_review(context: PageContext) -> None:
    """An editable table of placements, the suggestions, the decisions."""
    words = context.words
    st.caption(words("placed.about"))
    if told := st.session_state.pop(TOLD, ""):
        st.success(escape_markdown(told))
    rows = context.cached_large(classified_products)
    st.markdown(
        escape_markdown(words("placed.left", count=len(rows), leads=sum(row["support"] == "lead" for row in rows)))
    )
    if rows:
        with st.form("placed-review"):
            _table(context, rows[:MOST])
    found = context.cached_large(keyword_suggestions)
    with st.expander(words("placed.words", count=len(found))):
        st.html(note(words("placed.words_about")))
        cells = (
            [context.analysis().segment_name(one.segment), one.word, words.join(one.organisations)] for one in found
        )
        st.html(table(("segment", "keyword", "organisation"), cells, words))
    retract_form(context, "statement")


def _table(context: PageContext, rows: list[dict[str, object]]) -> None:
    words = context.words
    verdicts = {words("same.later"): "open", **{words(f"verdict_of.{one}"): one for one in ("confirmed", "wrong")}}
    names = {one: words(f"column.{one}") for one in ("organisation", "segment", "support", "evidence", "verdict_of")}
    shown = [
        {
            names["organisation"]: row["organisation"],
            names["segment"]: row["segment"],
            names["support"]: words(f"support.{row['support']}"),
            names["evidence"]: row["note"],
            names["verdict_of"]: words("same.later"),
        }
        for row in rows
    ]
    edited = st.data_editor(
        shown,
        hide_index=True,
        width="stretch",
        disabled=[name for key, name in names.items() if key != "verdict_of"],
        column_config={names["verdict_of"]: st.column_config.SelectboxColumn(options=list(verdicts), required=True)},
        key=f"placed-{context.version()}",
    )
    reason, who = st.columns([3, 1])
    why = reason.text_input(words("fact.reason"), max_chars=500)
    with who:
        person = who_input(context, "placed")
    if st.form_submit_button(words("same.keep"), type="primary"):
        chosen = [
            Judgement(verdict, str(row["statement"]), rule="keyword", reason=why)
            for row, line in zip(rows, edited, strict=True)
            if (verdict := verdicts[str(line[names["verdict_of"]])]) != "open"
        ]
        submit_all(context, chosen, person, TOLD)
