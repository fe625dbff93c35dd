"""A console for Cypher of one's own, with examples and the schema beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import streamlit as st
from markupsafe import Markup

from graph.model.errors import QueryError
from graph.model.schema_file import default_schema
from loaders.access.permission import Permission
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import html_table
from ui.components.url_state import param, set_params
from ui.components.visitor import refusal_note
from ui.console import ask_console
from ui.pages.support.answer import show_answer
from ui.text import Words

CONSOLE_HEIGHT_PIXELS = 150  # six lines


def console(context: PageContext) -> None:
    """Show the console, and the answer below it once something was asked."""
    words, settings = context.words, context.settings
    if not context.principal.may(Permission.RUN_CYPHER):
        refusal_note(context, Permission.RUN_CYPHER, "lists.readonly")
        return
    help_column, field_column = st.columns([1.2, 3])
    with help_column:
        _schema_help(words)
    with field_column, st.form("console", border=False):
        _show_example_or_query()
        text = st.text_area(words("ask.cypher"), height=CONSOLE_HEIGHT_PIXELS, key=SessionKey.CONSOLE_TEXT)
        is_asked = st.form_submit_button(words("ask.run"), type="primary")
    if is_asked:
        set_params(cypher=text)
        st.session_state[SessionKey.CONSOLE_SHOWN] = text
    with field_column:
        seconds = f"{settings.console_seconds:g}"
        st.caption(words("ask.console_note", rows=settings.console_rows, seconds=seconds))
        if not (is_asked or param("cypher")):
            return
        try:
            with st.spinner(words("page.loading")):
                answer = ask_console(context.store, text, settings, principal=context.principal)
        except QueryError as error:
            st.error(escape_markdown(words.error(error)))
            return
    show_answer(context, answer, words("ask.console"))


def _show_example_or_query() -> None:
    """Put the query in the URL into the field whenever the URL changes, by Back or by a link; else an example."""
    query = param("cypher") or _examples()[0]
    if st.session_state.get(SessionKey.CONSOLE_SHOWN) != query:
        st.session_state[SessionKey.CONSOLE_SHOWN] = st.session_state[SessionKey.CONSOLE_TEXT] = query


@cache
def _examples() -> tuple[str, ...]:
    """Return the statements of console_examples.cypher, one a line, without their semicolons."""
    text = files("ui.pages.support").joinpath("console_examples.cypher").read_text("utf-8")
    return tuple(line.removesuffix(";") for line in text.splitlines())


def _schema_help(words: Words) -> None:
    schema = default_schema()
    with st.expander(words("ask.examples"), expanded=True):
        for example in _examples():
            st.code(example, language=None, wrap_lines=True)
    with st.expander(words("ask.labels")):
        st.html(_names_table((name for name, kind in schema.nodes.items() if not kind.internal), words))
    with st.expander(words("ask.relations")):
        st.html(_names_table(schema.edges, words))
    with st.expander(words("ask.properties")):
        properties = {name for kind in schema.nodes.values() for name in kind.properties}
        properties |= {name for kind in schema.edges.values() for name in kind.properties}
        st.html(html_table([], [[Markup(" ").join(map(_code, sorted(properties)))]]))


def _names_table(names: Iterable[str], words: Words) -> Markup:
    return html_table([], ([_code(name), words.label(name)] for name in names))


def _code(name: str) -> Markup:
    return Markup("<code>{}</code>").format(name)
