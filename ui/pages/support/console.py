"""A console for Cypher of one's own, with examples and the schema beside it."""

from __future__ import annotations

import streamlit as st

from graph.model.errors import QueryError
from graph.model.schema import default_schema
from ui.components.page_context import PageContext
from ui.components.table import html_table
from ui.components.url_state import escape_markdown, param, set_params
from ui.console import ask_console
from ui.pages.support.answer import show_answer

EXAMPLES = (
    "MATCH (p:Park)<-[:LOCATED_IN]-(x) RETURN p.name AS park, count(x) AS n ORDER BY n DESC",
    "MATCH (c:Chain {id: 'carbon'})-[:HAS_SEGMENT]->(s)<-[r:ACTIVE_IN]-(o) RETURN s.name, r.kind, o.name",
    "MATCH (a)-[r:SUPPORTS]->(b:Institute) WHERE r.status = 'aspired' RETURN a.name, b.name, r.evidence",
)


def console(context: PageContext) -> None:
    """The console, its answer below."""
    words = context.words
    help_, field = st.columns([1.2, 3])
    with help_:
        _schema_help(context)
    with field, st.form("console", border=False):
        text = st.text_area(words("ask.cypher"), height=150, key=_bound(param("cypher") or EXAMPLES[0]))
        asked = st.form_submit_button(words("ask.run"), type="primary")
    if asked:
        set_params(cypher=text)
        st.session_state["console-shown"] = text
    with field:
        st.caption(
            words(
                "ask.console_note", rows=context.settings.console_rows, seconds=f"{context.settings.console_seconds:g}"
            )
        )
        if not (asked or param("cypher")):
            return
        try:
            with st.spinner(words("page.loading")):
                answer = ask_console(context.store(), text, context.settings)
        except QueryError as problem:
            st.error(escape_markdown(words.error(problem)))
            return
    show_answer(context, answer, words("ask.console"))


def _bound(shown: str) -> str:
    """The field's key; it shows what the address holds as soon as that changes (by Back, or another link)."""
    if st.session_state.get("console-shown") != shown:
        st.session_state["console-shown"] = st.session_state["console-text"] = shown
    return "console-text"


def _schema_help(context: PageContext) -> None:
    words, known = context.words, default_schema()
    with st.expander(words("ask.examples"), expanded=True):
        for example in EXAMPLES:
            st.code(example, language=None, wrap_lines=True)
    with st.expander(words("ask.labels")):
        rows = [(name, words.label(name)) for name, kind in known.nodes.items() if not kind.internal]
        st.html(html_table([], [f"<tr><td><code>{n}</code></td><td>{c}</td></tr>" for n, c in rows], "facts"))
    with st.expander(words("ask.relations")):
        rows = [(name, words.label(name)) for name in known.edges]
        st.html(html_table([], [f"<tr><td><code>{n}</code></td><td>{c}</td></tr>" for n, c in rows], "facts"))
    with st.expander(words("ask.properties")):
        props = [kind.properties for kind in known.nodes.values()] + [kind.properties for kind in known.edges.values()]
        names = sorted({name for found in props for name in found})
        st.html(html_table([], ["<tr><td><code>" + "</code> <code>".join(names) + "</code></td></tr>"], "facts"))
