"""Statements as a table, each with a button 此条存疑 that takes it out of the figures until somebody has checked it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

import streamlit as st
from markupsafe import Markup
from streamlit.components.v2.types import ComponentRenderer

from graph.model.errors import LiantuError
from loaders.access.permission import Permission
from loaders.linking.judgements import Judgement
from loaders.service.linking import submit_judgements
from ui.components.component_click import run_page_again
from ui.components.load_effect import load_effect_note
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import table

HOST = '<div class="statements"></div>'
DOUBT_BUTTON = Markup('<button type="button" class="doubt" data-id="{id}" title="{help}">{text}</button>')
WRONG = "wrong"  # the verdict: the statement no longer counts, and stands among those to verify


@dataclass(frozen=True)
class StatementCells:
    """One line of the table: the statement's id, and its cells."""

    statement: str
    cells: Sequence[str]


def statement_table(context: PageContext, columns: Sequence[str], lines: Iterable[StatementCells], name: str) -> None:
    """Show the table; without the buttons where the page may not write.

    Args:
        context: the page's context.
        columns: the keys of the headings.
        lines: the statements.
        name: tells apart the tables of a visit.
    """
    if not context.can(Permission.JUDGE):
        st.html(table(columns, (line.cells for line in lines), context.words))
        return
    rows = ((*line.cells, doubt_button(context, line.statement)) for line in lines)
    show_statements(context, table((*columns, ""), rows, context.words), name)


def show_statements(context: PageContext, html: Markup, name: str) -> None:
    """Show statements, whatever their form; a button within that ``doubt_button`` made takes its statement out.

    Args:
        context: the page's context.
        html: the statements.
        name: tells apart what a visit shows.
    """
    if not context.can(Permission.JUDGE):
        st.html(html)
        return
    key = SessionKey.STATEMENT_TABLE.of(name)
    result = _component()(key=key, data={"html": str(html)}, height="content", on_doubted_change=run_page_again)
    if doubted := result.get("doubted") if result else None:
        _doubt(context, str(doubted))


def doubt_notice(context: PageContext) -> None:
    """Say which statement was doubted just now: above the table, which may have lost its last line by that."""
    if show_notice(SessionKey.DOUBT_NOTICE):
        load_effect_note(context)


def doubt_button(context: PageContext, statement: str) -> Markup:
    """Return the button 此条存疑 of a statement; nothing where the page may not write."""
    if not context.can(Permission.JUDGE):
        return Markup("")
    return DOUBT_BUTTON.format(id=statement, help=context.words("doubt.help"), text=context.words("doubt.button"))


def doubt_buttons(context: PageContext, statements: Iterable[str | None]) -> Markup:
    """Return the buttons 此条存疑 of what a cell rests on, one below the other; None stands for no statement."""
    return Markup("<br>").join(doubt_button(context, statement) for statement in statements if statement)


def _doubt(context: PageContext, statement: str) -> None:
    words = context.words
    judgement = Judgement(verdict=WRONG, left=statement, reason=words("doubt.reason"))
    principal = context.principal if context.principal.signature else context.principal.named(words("doubt.nobody"))
    try:
        submit_judgements(context.store, [judgement], principal)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    leave_notice(SessionKey.DOUBT_NOTICE, words("doubt.done"))
    context.invalidate()
    st.rerun()


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    script = files("ui.components").joinpath("statement_table.js").read_text("utf-8")
    # The page's own style, because the table is to look like all others.
    return st.components.v2.component("liantu_statements", html=HOST, js=script, isolate_styles=False)
