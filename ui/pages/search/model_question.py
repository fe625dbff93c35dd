"""A question that is not understood, put to the bureau's own language model."""

from __future__ import annotations

import streamlit as st

from graph.model.errors import LiantuError
from loaders.language_model.endpoint import ModelEndpoint
from queries.asking.ask import Asker
from ui.components.answer_table import answer_table
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.technical import technical_details
from ui.model_answer import ModelAnswered, ask_model
from ui.open_model import configured_model
from ui.text import Words


def model_question(context: PageContext, asker: Asker, question: str) -> None:
    """Offer the model where one is configured, and show what it proposes with the answer to it."""
    words = context.words
    endpoint = configured_model(context.settings)
    if endpoint is None:
        return
    key = SessionKey.MODEL_QUESTION.of(question)
    if not st.button(words("asked.model", model=endpoint.model), key=key):
        return
    try:
        with st.spinner(words("page.loading")):
            answered = _ask(context, endpoint, asker, question)
    except LiantuError as problem:
        st.error(escape_markdown(words.error(problem)))
        return
    _show(context, answered, endpoint.model)


def _ask(context: PageContext, endpoint: ModelEndpoint, asker: Asker, question: str) -> ModelAnswered:
    return ask_model(context.store, context.settings, endpoint, question, asker.grammar, asker.names, context.principal)


def _show(context: PageContext, answered: ModelAnswered, model: str) -> None:
    words, answer = context.words, answered.answer
    if answer is None:
        st.info(words("asked.model_declined"))
        return
    st.warning(words("asked.model_note", model=model))
    if answer.rows:
        st.caption(words("asked.answer_count", count=len(answer.rows)))
        st.html(answer_table(answer, words, context.links))
    else:
        st.info(words("asked.empty"))
    _proposal(answered, words)


def _proposal(answered: ModelAnswered, words: Words) -> None:
    proposal = answered.proposal
    parameters = "\n".join(f"{name} = {value}" for name, value in proposal.parameters.items())
    with technical_details(words):
        st.code(proposal.cypher or f"{proposal.query}\n{parameters}", language="cypher" if proposal.cypher else None)
