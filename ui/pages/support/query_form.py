"""A query of the catalogue with a field for each of its parameters, its answer below."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import streamlit as st
from markupsafe import Markup

from graph.model.errors import UsageError
from queries.catalogue import listed_queries
from queries.query import LIST_TYPES, Parameter, Query
from ui.components.hub_cards import HUB_CARDS, hub_cards
from ui.components.inputs import select, text_input
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.components.technical import technical_details
from ui.components.url_state import param
from ui.pages.support.answer import show_answer
from ui.text import Words

DEFAULT_QUERY = "supporters"
SAMPLE_QUERIES = ("supporters", "supported", "connection", "holders", "backers", "inside")
TECHNICAL_FOLDER = "quality"  # what the data are like, for engineers
GROUP_ORDER = ("support", "chains", "parks", "plan", "targeting", "explore", TECHNICAL_FOLDER)
QUESTION_LINKS = Markup('<div class="samples">{}</div>')
MAX_ANSWER_ROWS = 300  # a longer table delays the page; the commands have no such limit
MAX_OFFERED_SUBJECTS = 8  # of a type: three lists of this length fit an office screen below the fields
DEFAULT_SUBJECT_LABELS = ("Enterprise", "Park", "Institute")
SUBJECT_LABELS = {"inside": ("Park",), "supported": ("Authority", "Park", "Institute")}
MAX_INTEGER_DIGITS = 6
MAX_TOLD = 60  # characters of a parameter's value that are shown; a list of ids may have thousands


def query_form(context: PageContext) -> None:
    """Show the choice of a query, its fields, and the answer as soon as all of them are filled in."""
    words, is_chinese = context.words, context.words.language == "zh"
    queries = {query.name: query for query in listed_queries() if _can_be_asked(query, words)}

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
        st.caption(escape_markdown(plain_about(query, [p.name for p in _fields(query, words)])))
    arguments = _arguments(context, query)
    if arguments is None:
        _openings(context, query)
        _technical_queries(context, queries, caption)
        return
    with st.spinner(words("page.loading")):
        answer = context.run_query(query.name, arguments, MAX_ANSWER_ROWS)
    show_answer(context, answer, query.title if is_chinese else query.title_en, list(arguments.values()))
    _technical_queries(context, queries, caption)


def _fields(query: Query, words: Words) -> list[Parameter]:
    """Return the parameters that the form has fields for; lists and what has no caption are for commands."""
    return [p for p in query.parameters if p.type not in LIST_TYPES and words.has(f"parameter.{p.name}")]


def _can_be_asked(query: Query, words: Words) -> bool:
    fields = _fields(query, words)
    return all(parameter in fields or parameter.default is not None for parameter in query.parameters)


def plain_about(query: Query, fields: Collection[str]) -> str:
    """Return what a query is about, without the sentences on parameters that have no field.

    >>> from queries.catalogue import find_query
    >>> plain_about(find_query("supported"), ["entity"])
    '它支持、资助、建设、承载、牵头、运营或引进的一切，及其出处。'
    """
    unshown = [parameter.name for parameter in query.parameters if parameter.name not in fields]
    sentences = query.about.split("。")
    return "。".join(sentence for sentence in sentences if not any(name in sentence for name in unshown))


def _openings(context: PageContext, query: Query) -> None:
    """Show, for the first field of an entity that is empty, the things that most is known of; a click fills it in."""
    empty = [p.name for p in query.parameters if p.type == "entity" and not param(f"p-{p.name}")]
    st.caption(context.words("ask.fill_or_choose" if empty else "ask.fill"))
    if empty:
        state = {"query": query.name, **{f"p-{p.name}": param(f"p-{p.name}") for p in query.parameters}}
        labels = SUBJECT_LABELS.get(query.name, DEFAULT_SUBJECT_LABELS)
        cards = hub_cards(context, labels, MAX_OFFERED_SUBJECTS, "support", f"p-{empty[0]}", **state)
        st.html(HUB_CARDS.format(Markup("").join(cards)))


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
    fields = _fields(query, context.words)
    arguments: dict[str, str] = {}
    for column, parameter in zip(st.columns(max(3, len(fields))), fields, strict=False):
        with column:
            value = _field(context, parameter)
        if not value and parameter.default is None:
            return None
        if value:
            arguments[parameter.name] = value
    return arguments | _carried(query, fields, context.words)


def _carried(query: Query, fields: Collection[Parameter], words: Words) -> dict[str, str]:
    """Return the parameters without a field that the address sets, such as those of a question's query; tell them."""
    carried = {p.name: param(f"p-{p.name}") for p in query.parameters if p not in fields}
    carried = {name: value for name, value in carried.items() if value}
    if carried:
        told = "; ".join(f"{name} = {value[:MAX_TOLD]}" for name, value in carried.items())
        st.caption(escape_markdown(words("ask.carried", parameters=told)))
    return carried


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
