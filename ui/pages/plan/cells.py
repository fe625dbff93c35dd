"""Cells that the tables of this page share."""

from __future__ import annotations

from queries.rows.plan import IntendedRow, TargetsRow
from ui.components.links import Links
from ui.text import Words


def entity_link(id_: str | None, name: str | None, links: Links) -> str:
    """Return a link to an entity, "" without an id."""
    return links.anchor("entity", name or id_, id=id_) if id_ else ""


def offsets_text(row: IntendedRow | TargetsRow, words: Words) -> str:
    """Return section and offsets of a row's clause, "" if it has none."""
    if row.char_start is None:
        return ""
    return words("page.offsets", section=row.section, start=row.char_start, end=row.char_end)
