"""A fact added or a statement judged from a segment's panel, by a person who knows."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.model.errors import LiantuError
from graph.model.schema import default_schema
from loaders.facts import Fact
from loaders.linking.judgements import Judgement
from loaders.service.facts import add_fact_to_store
from loaders.service.linking import submit_judgements
from ui.components.page_context import PageContext
from ui.components.url_state import escape_markdown
from ui.components.who_input import who_input
from ui.presenters.reports import summary_line
from ui.presenters.segment import SegmentFacts

TOLD = "fact-told"


def fact_form(context: PageContext, segment: str, facts: SegmentFacts) -> None:
    """The two forms; what they did is told above them."""
    words = context.words
    if context.settings.loading is False:
        st.info(words("lists.readonly"))
        return
    if told := st.session_state.pop(TOLD, ""):
        st.success(escape_markdown(told))
    st.caption(words("fact.about"))
    with st.form(f"fact-{segment}", clear_on_submit=False):
        _add(context, segment)
    if rows := [*facts.statements, *facts.unsure]:
        names = {str(row["statement"]): f"{row['organisation']}　{row['source_title'] or ''}" for row in rows}
        with st.form(f"judge-{segment}"):
            _judge(context, names)


def _add(context: PageContext, segment: str) -> None:
    words, values = context.words, default_schema().values
    who, role, status = st.columns([3, 2, 2])
    organisation = who.text_input(words("fact.organisation"), placeholder=words("fact.nobody"), max_chars=200)
    kind = role.selectbox(words("page.role"), values["role"], format_func=lambda one: words(f"role.{one}"))
    how = status.selectbox(words("column.status"), values["status"], format_func=lambda one: words(f"status.{one}"))
    source, since, by = st.columns([3, 2, 2])
    text = source.text_input(words("fact.source"), placeholder=words("fact.source_hint"), max_chars=500)
    year = since.text_input(words("fact.since"), max_chars=40)
    with by:
        person = who_input(context, "fact")
    if st.form_submit_button(words("fact.add"), type="primary"):
        fact = Fact(segment, kind, context.analysis().region, text, organisation=organisation, since=year, status=how)
        _told(context, lambda: summary_line(add_fact_to_store(context.store(), fact, person), words))


def _judge(context: PageContext, names: dict[str, str]) -> None:
    words = context.words
    which, how, why = st.columns([4, 2, 3])
    statement = which.selectbox(words("fact.statement"), list(names), format_func=names.__getitem__)
    verdict = how.selectbox(
        words("fact.verdict"), ["confirmed", "wrong"], format_func=lambda one: words(f"verdict_of.{one}")
    )
    reason = why.text_input(words("fact.reason"), max_chars=500)
    person = who_input(context, "judge")
    if st.form_submit_button(words("fact.judge")):
        decision = Judgement(verdict, statement, reason=reason)
        _told(context, lambda: summary_line(submit_judgements(context.store(), [decision], person), words))


def _told(context: PageContext, act: Callable[[], str]) -> None:
    try:
        st.session_state[TOLD] = act()
    except LiantuError as problem:
        st.error(escape_markdown(context.words.error(problem)))
        return
    context.invalidate()
    st.rerun()
