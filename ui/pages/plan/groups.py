"""Groups that the plan counts ("eighteen parks"): the stated number beside the known members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st
from markupsafe import Markup

from queries.rows.parks import GroupsRow
from ui.components.page_context import PageContext
from ui.components.statement_table import doubt_button, doubt_notice, show_statements
from ui.components.table import table
from ui.pages.plan.cells import entity_link
from ui.text import Words

GROUP_COLUMNS = ("group", "stated", "known_count", "unknown", "members")
STATED_SIZE = Markup("{text} {doubt}")
EMPHASIS = Markup('<span class="thin">{}</span>')


def groups(rows: Sequence[GroupsRow], context: PageContext) -> None:
    """Show a row for each group; its stated size can be doubted."""
    st.caption(context.words("plan.groups_note"))
    doubt_notice(context)
    show_statements(context, table(GROUP_COLUMNS, (_cells(row, context) for row in rows), context.words), "groups")


def _cells(row: GroupsRow, context: PageContext) -> list[str]:
    return [
        entity_link(row.group_id, row.group, context.links),
        Markup("<br>").join(_stated(row, context)),
        str(row.known),
        EMPHASIS.format(row.unknown) if row.unknown else "0",
        _members(row, context.words),
    ]


def _stated(row: GroupsRow, context: PageContext) -> Iterator[Markup]:
    for text, statement in zip(row.stated_text, row.statements, strict=True):
        yield STATED_SIZE.format(text=text, doubt=doubt_button(context, statement))


def _members(row: GroupsRow, words: Words) -> Markup:
    nobody = Markup('<span class="none">{}</span>').format(words("plan.no_members"))
    members = Markup("{}").format(words.join(row.members)) if row.members else nobody
    if row.planned:
        members += Markup(" ") + EMPHASIS.format(words("plan.planned_members", names=row.planned))
    return members
