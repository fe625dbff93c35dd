"""A query of the catalogue with a field for each of its parameters, its answer below."""

from __future__ import annotations

import streamlit as st

from graph.model.errors import UsageError
from queries.catalogue import listed_queries
from queries.query import Parameter, Query
from ui.components.inputs import select, text_input
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.pages.support.answer import show_answer

DEFAULT_QUERY = "supporters"
MAX_ANSWER_ROWS = 300  # a longer table delays the page; the commands have no such limit
MAX_INTEGER_DIGITS = 6
ENTITIES_TYPE = "entities"  # a parameter of several entities, for which there is no field


def query_form(context: PageContext) -> None:
    """Show the choice of a query, its fields, and the answer as soon as all of them are filled in."""
    words, is_chinese = context.words, context.words.language == "zh"
    queries = {q.name: q for q in listed_queries() if all(p.type != ENTITIES_TYPE for p in q.parameters)}

    def caption(name: str) -> str:
        query = queries[name]
        return f"{words(f'folder.{query.folder}')} · {query.title if is_chinese else query.title_en}"

    query = queries[select(words("ask.query"), list(queries), "query", caption, DEFAULT_QUERY)]
    if is_chinese:
        st.caption(escape_markdown(query.about))
    arguments = _arguments(context, query)
    if arguments is None:
        st.info(words("ask.fill"))
        return
    with st.spinner(words("page.loading")):
        answer = context.run_query(query.name, arguments, MAX_ANSWER_ROWS)
    show_answer(context, answer, query.title if is_chinese else query.title_en, list(arguments.values()))


def _arguments(context: PageContext, query: Query) -> dict[str, str] | None:
    """Return the values of the parameters from their fields, None while a required one is missing."""
    if not query.parameters:
        return {}
    arguments: dict[str, str] = {}
    for column, parameter in zip(st.columns(max(3, len(query.parameters))), query.parameters, strict=False):
        with column:
            value = _field(context, parameter)
        if not value and parameter.default is None:
            return None
        if value:
            arguments[parameter.name] = value
    return arguments


def _field(context: PageContext, parameter: Parameter) -> str:
    words = context.words
    name, label = f"p-{parameter.name}", words(f"parameter.{parameter.name}")
    match parameter.type:
        case "entity":
            return pick_entity(context, label, name)
        case "chain":
            chains = {c.chain.id: c.chain.name for c in context.analysis().coverages.values()}
            return select(label, list(chains), name, chains.__getitem__, next(iter(chains), ""))
        case "region":
            return select(label, list(context.regions), name, context.regions.__getitem__, context.region)
        case _:
            return _text_field(parameter, label, name)


def _text_field(parameter: Parameter, label: str, name: str) -> str:
    text = text_input(label, name, parameter.default or "")
    is_integer = text.isascii() and text.isdecimal() and len(text) <= MAX_INTEGER_DIGITS
    if parameter.type == "integer" and text and not is_integer:
        raise UsageError("parameter_type", parameter=parameter.name, type=parameter.type, value=text)
    return text
