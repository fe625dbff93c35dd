"""The rows of an answer as a table in words, each with a button 此条存疑 where it rests on one statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

import streamlit as st
from markupsafe import Markup

from loaders.access.permission import Permission
from queries.run import Answer
from ui.components.citation_link import citation_link
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.components.statement_table import doubt_button, doubt_notice, show_statements
from ui.components.table import html_table
from ui.presenters.cells import cell_text
from ui.text import Words

OFFSET_COLUMNS = ("char_start", "char_end")  # shown together with the section
# One column cites the source of a row instead of seven; what engineers want of it is in the CSV file.
CITED_COLUMNS = frozenset({"source_title", "publisher", "published", "grade", "access", "publisher_kind", "section"})
HIDDEN_COLUMNS = frozenset({"id", "ids", "statement", "statements_ids", "dataset", "row"})
STATEMENT_COLUMN = "statement"  # the id of the one statement that a row rests on
STATEMENT_ID_COLUMNS = frozenset({STATEMENT_COLUMN, "statements"})  # what engineers want of them is in the CSV file
EVIDENCE_COLUMN = "evidence"
# Columns whose values have their texts under another name.
TEXT_KEYS = {
    "existence": ("status",),
    "publisher_kind": ("publisher",),
    "kind": ("correspondence", "role", "relation_kind"),
    "way": ("backing",),
}


def show_answer_table(context: PageContext, answer: Answer, name: str) -> None:
    """Show the rows; each that rests on one statement has a button that takes it out of the figures.

    Args:
        context: the page's context.
        answer: the rows of a query of the catalogue.
        name: tells apart what a visit shows.
    """
    if STATEMENT_COLUMN not in answer.columns or not context.can(Permission.JUDGE):
        st.html(answer_table(answer, context.words, context.links))
        return
    doubt_notice(context)
    html = answer_table(answer, context.words, context.links, partial(doubt_button, context))
    show_statements(context, html, f"answer {name}")


def answer_table(answer: Answer, words: Words, links: Links, doubt: Callable[[str], Markup] | None = None) -> Markup:
    """Return the table. Names link to their entities; ids beside names, offsets and empty columns are left out.

    ``doubt`` returns the button 此条存疑 of a statement; without it the rows have none.
    """
    columns = [column for column in answer.columns if _is_shown(column, answer)]
    is_cited = _is_cited(answer)
    id_columns = {column.removesuffix("_id"): column for column in answer.columns if column.endswith("_id")}
    if "id" in answer.columns:
        id_columns["name"] = "id"

    def cell(column: str, row: Mapping[str, Any]) -> str:
        if column == EVIDENCE_COLUMN and is_cited:
            return citation_link(SimpleNamespace(**row), words, str(row.get("section") or ""))
        text, id_ = _text(column, row, words), row.get(id_columns.get(column, ""))
        return links.anchor("entity", text or str(id_), id=str(id_)) if id_ else text

    rows = [[cell(column, row) for column in columns] for row in answer.rows]
    headings = [column_caption(column, words) for column in columns]
    if doubt:
        headings.append("")
        for cells, row in zip(rows, answer.rows, strict=True):
            statement = row[STATEMENT_COLUMN]
            cells.append(doubt(statement) if isinstance(statement, str) else "")
    return Markup('<div class="wide">{}</div>').format(html_table(headings, rows))


def column_caption(column: str, words: Words) -> str:
    """Return the caption of a column, the column's own name if the words have none."""
    key = "column.category" if column == "kind" else f"column.{column}"
    return words(key) if words.has(key) else column


def _is_shown(column: str, answer: Answer) -> bool:
    if column in STATEMENT_ID_COLUMNS:
        return False
    if column in OFFSET_COLUMNS and "section" in answer.columns:
        return False
    if _is_cited(answer) and column in CITED_COLUMNS | HIDDEN_COLUMNS:
        return False
    if column.endswith(("_id", "_ids")) or column in {"id", "ids"}:
        return all(name.endswith("id") for name in answer.columns)  # an id is shown only where there is nothing else
    if column.endswith("_id") and column.removesuffix("_id") in answer.columns:
        return False
    return any(row.get(column) not in (None, "", []) for row in answer.rows)


def _is_cited(answer: Answer) -> bool:
    return {EVIDENCE_COLUMN, "source_title", "publisher_kind"} <= set(answer.columns)


def _text(column: str, row: Mapping[str, Any], words: Words) -> str:
    """Return a value in words where there are any: a place in a document, a status, a type, a relation."""
    value = row.get(column)
    if column == "subject_stated":
        return words("subject_omitted") if value == "no" else ""
    if isinstance(value, str):
        if column.endswith(("label", "relation")):
            return words.label(value)
        for key in (f"{column}.{value}", *(f"{group}.{value}" for group in TEXT_KEYS.get(column, ()))):
            if words.has(key):
                return words(key)
    return cell_text(value)
