"""谁支持谁: the catalogue as forms, and a console for Cypher of one's own."""

from __future__ import annotations

import streamlit as st

from graph.model.errors import UsageError
from queries.catalogue import listed_queries
from queries.query import Parameter, Query
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.components.url_state import escape_markdown, segments, select, text_input
from ui.pages.support.answer import show_answer
from ui.pages.support.console import console

FIRST, MOST_ROWS = "supporters", 300
INTERNAL, DIGITS = "entities", 6


def support(context: PageContext) -> None:
    """The page."""
    words = context.words
    title, mode = st.columns([3, 2], vertical_alignment="bottom")
    with title:
        st.title(words("page.support"), anchor=False)
    with mode:
        way = segments(
            words("ask.mode"), ("forms", "console"), "mode", lambda m: words(f"ask.{m}"), "forms", quiet=True
        )
    if way == "console":
        console(context)
    else:
        _forms(context)


def _forms(context: PageContext) -> None:
    words, chinese = context.words, context.words.language == "zh"
    known = {q.name: q for q in listed_queries() if all(p.type != INTERNAL for p in q.parameters)}

    def caption(name: str) -> str:
        query = known[name]
        return f"{words(f'folder.{query.folder}')} · {query.title if chinese else query.title_en}"

    query = known[select(words("ask.query"), list(known), "query", caption, FIRST)]
    if chinese:
        st.caption(escape_markdown(query.about))
    given = _parameters(context, query)
    if given is None:
        st.info(words("ask.fill"))
        return
    with st.spinner(words("page.loading")):
        answer = context.run_query(query.name, given, MOST_ROWS)
    show_answer(context, answer, query.title if chinese else query.title_en, list(given.values()))


def _parameters(context: PageContext, query: Query) -> dict[str, str] | None:
    """The parameters' values from their fields; None while one is missing."""
    if not query.parameters:
        return {}
    given: dict[str, str] = {}
    for column, parameter in zip(st.columns(max(3, len(query.parameters))), query.parameters, strict=False):
        with column:
            value = _field(context, parameter)
        if not value and parameter.default is None:
            return None
        if value:
            given[parameter.name] = value
    return given


def _field(context: PageContext, parameter: Parameter) -> str:
    words = context.words
    name, label = f"p-{parameter.name}", words(f"parameter.{parameter.name}")
    if parameter.type == "entity":
        return pick_entity(context, label, name)
    if parameter.type == "chain":
        chains = {c.chain.id: c.chain.name for c in context.analysis().coverages.values()}
        return select(label, list(chains), name, chains.__getitem__, next(iter(chains), ""))
    if parameter.type == "region":
        regions = {row["region_id"]: row["region"] for row in context.run_query("regions").rows}
        return select(label, list(regions), name, lambda r: str(regions[r] or r), next(iter(regions), ""))
    text = text_input(label, name, parameter.default or "")
    if parameter.type == "integer" and text and not (text.isascii() and text.isdecimal() and len(text) <= DIGITS):
        raise UsageError("parameter_type", parameter=parameter.name, type=parameter.type, value=text)
    return text
