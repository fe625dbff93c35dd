"""A question's answer: how it was read, as choices that can be changed, and the rows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from queries.asking.ask import Asked
from queries.asking.reading import Reading, with_choices
from queries.catalogue import catalogue
from queries.run import search_entities
from ui.components.answer_table import show_answer_table
from ui.components.asker import answer_once, page_asker
from ui.components.inputs import select
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.top_bar import SEARCH_PARAM
from ui.components.url_state import param
from ui.pages.search.choices import slot_choices
from ui.pages.search.model_question import model_question
from ui.pages.search.near_misses import near_misses
from ui.presenters.asking import reading_text, value_text

CHOICE_PARAM = "r-{parameter}"  # of the address: a parameter that the user has set otherwise than it was read
NAME_INTENT = "thing"  # a name alone is a search: what it finds says more than a row of facts
NEAREST_LINKS = Markup('<div class="samples"><span>{}</span>{}</div>')
VALUE = Markup('<div class="answer-value">{}</div>')


def question_answer(context: PageContext, text: str) -> bool:
    """Show the answer to a question, or the nearest questions, under the question as the page's title.

    Returns:
        Whether the text is a question; a name is none, though one that is misspelt is told.
    """
    asked = answer_once(context, text)
    reading = asked.reading
    if asked.choices:
        st.title(escape_markdown(text), anchor=False)
        _choices(context, asked.choices)
        return True
    if reading is None:
        if not asked.is_question:
            return False
        st.title(escape_markdown(text), anchor=False)
        if asked.unknown or not near_misses(context, text):
            _nearest(context, asked)
        model_question(context, page_asker(context), text)
        return True
    if reading.intent.id == NAME_INTENT:
        _near_name(context, text, reading)
        return False
    st.title(escape_markdown(text), anchor=False)
    chosen = _reading_choices(context, reading)
    if chosen:
        asked = answer_once(context, text, with_choices(reading, chosen))
    _answer(context, asked, reading)
    return True


def _near_name(context: PageContext, text: str, reading: Reading) -> None:
    """Offer the names that a text nearly is, where a search for the text itself finds nothing."""
    if context.cached(search_entities, text, 1):
        return
    names = [name for slot in reading.slots for name in slot.choices]
    links = (context.links.anchor("entity", name.name, id=name.id) for name in names)
    st.html(NEAREST_LINKS.format(context.words("asked.near"), Markup("").join(links)))


def _reading_choices(context: PageContext, reading: Reading) -> dict[str, str]:
    """Show how the question was read, and return the parameters that the user sets otherwise."""
    words, chosen = context.words, {}
    slots = [slot for slot in reading.slots if slot.value]
    columns = st.columns([1.5, *(1.2 for _ in slots), max(0.2, 5 - 1.2 * len(slots))], vertical_alignment="bottom")
    columns[0].markdown(f"**{escape_markdown(words(f'asked.intent.{reading.intent.id}'))}**")
    for column, slot in zip(columns[1:], slots, strict=False):
        options = slot_choices(slot, context)
        name = CHOICE_PARAM.format(parameter=slot.parameter)
        with column:
            value = select(words(f"asked.slot.{slot.cls}"), list(options), name, options.__getitem__, slot.value)
        if value != slot.value:
            chosen[slot.parameter] = value
    return chosen


def _answer(context: PageContext, asked: Asked, reading: Reading) -> None:
    words = context.words
    if asked.value is not None:
        st.html(VALUE.format(value_text(asked)))
    if not asked.rows:
        st.info(words("asked.empty"))
    else:
        st.caption(words("asked.answer_count", count=len(asked.rows)))
        show_answer_table(context, context.names.in_answer(asked.answer), reading.intent.id)
    st.html(_query_link(context, asked, reading))


def _query_link(context: PageContext, asked: Asked, reading: Reading) -> Markup:
    """Return the link to the query that ran, or the sentence that the analysis answered."""
    words = context.words
    if reading.intent.target not in catalogue():
        return Markup('<p class="quiet">{}</p>').format(words("asked.figure"))
    state = {f"p-{name}": value for name, value in asked.parameters.items() if value}
    return context.links.anchor("support", words("asked.query"), "quiet", query=reading.intent.target, **state)


def _nearest(context: PageContext, asked: Asked) -> None:
    if not asked.nearest:
        return
    links = (context.links.anchor("entities", question, **{SEARCH_PARAM: question}) for question in asked.nearest)
    said = "asked.unknown" if asked.unknown else "asked.declined"
    st.html(NEAREST_LINKS.format(context.words(said), Markup("").join(links)))


def _choices(context: PageContext, readings: Sequence[Reading]) -> None:
    """Ask back: one link for each reading, which names what it is about in full."""
    words = context.words
    links = (_choice_link(context, reading) for reading in readings)
    st.html(NEAREST_LINKS.format(words("asked.several"), Markup("").join(links)))


def _choice_link(context: PageContext, reading: Reading) -> Markup:
    question = param(SEARCH_PARAM)
    for slot in reading.slots:
        if slot.choices:
            question = question.replace(slot.text, slot.shown)
    return context.links.anchor("entities", reading_text(reading, context.words), **{SEARCH_PARAM: question})
