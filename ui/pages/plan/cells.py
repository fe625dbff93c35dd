"""Cells that the tables of this page share."""

from __future__ import annotations

from ui.components.links import Links


def entity_link(id_: str | None, name: str | None, links: Links) -> str:
    """Return a link to an entity, "" without an id."""
    return links.anchor("entity", name or id_, id=id_) if id_ else ""
