"""A query of the catalogue with a field for each of its parameters, its answer below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from markupsafe import Markup

from graph.model.errors import UsageError
from queries.catalogue import listed_queries
from queries.query import Parameter, Query
from ui.components.inputs import select, text_input
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.components.technical import technical_details
from ui.components.url_state import param
from ui.pages.support.answer import show_answer

DEFAULT_QUERY = "supporters"
SAMPLE_QUERIES = ("supporters", "supported", "connection", "holders", "backers", "inside")
TECHNICAL_FOLDER = "quality"  # what the data are like, for engineers
GROUP_ORDER = ("support", "chains", "parks", "plan", "targeting", "explore", TECHNICAL_FOLDER)
QUESTION_LINKS = Markup('<div class="samples">{}</div>')
MAX_ANSWER_ROWS = 300  # a longer table delays the page; the commands have no such limit
MAX_INTEGER_DIGITS = 6
ENTITIES_TYPE = "entities"  # a parameter of several entities, for which there is no field


def query_form(context: PageContext) -> None:
    """Show the choice of a query, its fields, and the answer as soon as all of them are filled in."""
    words, is_chinese = context.words, context.words.language == "zh"
    queries = {q.name: q for q in listed_queries() if all(p.type != ENTITIES_TYPE for p in q.parameters)}

    _samples(context)
    chosen = param("query", DEFAULT_QUERY)
    is_technical = chosen in queries and queries[chosen].folder == TECHNICAL_FOLDER
    offered = [name for name in queries if queries[name].folder != TECHNICAL_FOLDER or is_technical]
    offered.sort(key=lambda name: GROUP_ORDER.index(queries[name].folder))

    def caption(name: str) -> str:
        query = queries[name]
        return f"{words(f'folder.{query.folder}')} · {query.title if is_chinese else query.title_en}"

    query = queries[select(words("ask.query"), offered, "query", caption, DEFAULT_QUERY)]
    if is_chinese:
        st.caption(escape_markdown(query.about))
    arguments = _arguments(context, query)
    if arguments is None:
        st.info(words("ask.fill"))
        _technical_queries(context, queries, caption)
        return
    with st.spinner(words("page.loading")):
        answer = context.run_query(query.name, arguments, MAX_ANSWER_ROWS)
    show_answer(context, answer, query.title if is_chinese else query.title_en, list(arguments.values()))
    _technical_queries(context, queries, caption)


def _samples(context: PageContext) -> None:
    """Show a few questions as plain sentences; each opens with its fields to fill in."""
    words = context.words
    links = (context.links.anchor("support", words(f"ask.sample.{name}"), query=name) for name in SAMPLE_QUERIES)
    st.html(QUESTION_LINKS.format(Markup("").join(links)))


def _technical_queries(context: PageContext, queries: Mapping[str, Query], caption: Callable[[str], str]) -> None:
    """Show the engineers' queries, folded away."""
    with technical_details(context.words):
        names = [name for name in queries if queries[name].folder == TECHNICAL_FOLDER]
        st.html(
            QUESTION_LINKS.format(Markup("").join(context.links.anchor("support", caption(n), query=n) for n in names))
        )


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
            names = {"": words("ask.all_regions"), **context.regions} if parameter.default == "" else context.regions
            return select(label, list(names), name, names.__getitem__, "" if "" in names else context.region)
        case _:
            return _text_field(parameter, label, name)


def _text_field(parameter: Parameter, label: str, name: str) -> str:
    text = text_input(label, name, parameter.default or "")
    is_integer = text.isascii() and text.isdecimal() and len(text) <= MAX_INTEGER_DIGITS
    if parameter.type == "integer" and text and not is_integer:
        raise UsageError("parameter_type", parameter=parameter.name, type=parameter.type, value=text)
    return text
