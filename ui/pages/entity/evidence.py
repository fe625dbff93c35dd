"""The evidence of a statement, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.exports.source_text import source_text
from ui.text import Words


def evidence_text(row: Mapping[str, Any], words: Words) -> str:
    """Return the source of a row of ``load_entity_facts``: section and offsets of a document, or title and address."""
    return source_text(
        words,
        publisher_kind=row.get("publisher_kind"),
        title=row["source_title"],
        evidence=row["evidence"],
        section=row.get("section"),
        char_start=row.get("char_start"),
        char_end=row.get("char_end"),
    )
