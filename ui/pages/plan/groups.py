"""Groups that the plan counts ("eighteen parks"): the stated number beside the known members."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from queries.rows.parks import GroupsRow
from ui.components.links import Links
from ui.components.table import table
from ui.pages.plan.cells import entity_link
from ui.text import Words

GROUP_COLUMNS = ("group", "stated", "known_count", "unknown", "members")
EMPHASIS = Markup('<span class="thin">{}</span>')


def groups(rows: Sequence[GroupsRow], words: Words, links: Links) -> None:
    """Show a row for each group."""
    st.caption(words("plan.groups_note"))
    st.html(table(GROUP_COLUMNS, (_cells(row, words, links) for row in rows), words))


def _cells(row: GroupsRow, words: Words, links: Links) -> list[str]:
    return [
        entity_link(row.group_id, row.group, links),
        "、".join(row.stated_text),
        str(row.known),
        EMPHASIS.format(row.unknown) if row.unknown else "0",
        _members(row, words),
    ]


def _members(row: GroupsRow, words: Words) -> Markup:
    nobody = Markup('<span class="none">{}</span>').format(words("plan.no_members"))
    members = Markup("{}").format(words.join(row.members)) if row.members else nobody
    if row.planned:
        members += Markup(" ") + EMPHASIS.format(words("plan.planned_members", names=row.planned))
    return members
