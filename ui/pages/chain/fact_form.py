"""A fact added, or a statement judged, from a segment's panel, by a person who knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from graph.model.errors import LiantuError
from graph.model.records import SUPPLY
from graph.model.schema_file import default_schema
from loaders.access.permission import Permission
from loaders.facts import Fact
from loaders.linking.judgements import Judgement
from loaders.report import LoadReport
from loaders.service.facts import add_fact_to_store
from loaders.service.linking import submit_judgements
from ui.components.load_effect import load_effect_note
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.visitor import refusal_note
from ui.components.who_input import who_input
from ui.exports.citation import citation
from ui.pages.chain.view import ChainView
from ui.presenters.reports import change_line
from ui.presenters.segment import SegmentFacts

VERDICTS = ("confirmed", "wrong")
MAX_NAME_CHARACTERS = 200
MAX_SOURCE_CHARACTERS = 500
MAX_YEAR_CHARACTERS = 40


def fact_form(context: PageContext, view: ChainView, facts: SegmentFacts) -> None:
    """Show the two forms, below the notice of what they did last."""
    words = context.words
    if not context.can(Permission.ADD_FACT):
        refusal_note(context, Permission.ADD_FACT, "lists.readonly")
        return
    if show_notice(SessionKey.FACT_NOTICE):
        load_effect_note(context)
    st.caption(words("fact.about"))
    with st.form(SessionKey.FACT_FORM.of(view.segment), clear_on_submit=False):
        _add_form(context, view.segment, view.analysis.region)
    if rows := [*facts.statements, *facts.unsure]:
        captions = {row.statement: f"{row.organisation}　{citation(row, words)}" for row in rows}
        with st.form(SessionKey.JUDGEMENT_FORM.of(view.segment)):
            _judgement_form(context, captions)


def _add_form(context: PageContext, segment: str, region: str) -> None:
    words, values = context.words, default_schema().values
    name_column, role_column, status_column = st.columns([3, 2, 2])
    organisation = name_column.text_input(
        words("fact.organisation"), placeholder=words("fact.nobody"), max_chars=MAX_NAME_CHARACTERS
    )
    role = role_column.selectbox(words("page.role"), values["absent_role"], format_func=lambda r: words(f"role.{r}"))
    status = status_column.selectbox(
        words("column.status"), values["status"], format_func=lambda s: words(f"status.{s}")
    )
    source_column, since_column, who_column = st.columns([3, 2, 2])
    source = source_column.text_input(
        words("fact.source"), placeholder=words("fact.source_hint"), max_chars=MAX_SOURCE_CHARACTERS
    )
    since = since_column.text_input(words("fact.since"), max_chars=MAX_YEAR_CHARACTERS)
    with who_column:
        principal = who_input(context, "fact")
    if st.form_submit_button(words("fact.add"), type="primary"):
        fact = Fact(
            segment=segment,
            role="" if role == SUPPLY else role,
            region=region,
            source=source,
            organisation=organisation,
            since=since,
            status=status,
        )
        _write(context, lambda: add_fact_to_store(context.store, fact, principal))


def _judgement_form(context: PageContext, captions: Mapping[str, str]) -> None:
    words = context.words
    statement_column, verdict_column, reason_column = st.columns([4, 2, 3])
    statement = statement_column.selectbox(words("fact.statement"), list(captions), format_func=captions.__getitem__)
    verdict = verdict_column.selectbox(words("fact.verdict"), VERDICTS, format_func=lambda v: words(f"verdict_of.{v}"))
    reason = reason_column.text_input(words("fact.reason"), max_chars=MAX_SOURCE_CHARACTERS)
    principal = who_input(context, "judgement")
    if st.form_submit_button(words("fact.judge")):
        judgement = Judgement(verdict=verdict, left=statement, reason=reason)
        _write(context, lambda: submit_judgements(context.store, [judgement], principal))


def _write(context: PageContext, write: Callable[[], LoadReport]) -> None:
    try:
        report = write()
    except LiantuError as error:
        st.error(escape_markdown(context.words.error(error)))
        return
    leave_notice(SessionKey.FACT_NOTICE, change_line(report, context.words))
    context.invalidate()
    st.rerun()
