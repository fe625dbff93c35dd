"""The evidence of a statement, in words."""

from __future__ import annotations

from queries.rows.quality import LeadsRow, ObservationsRow
from queries.rows.support import EverythingRow
from ui.exports.source_text import source_text
from ui.text import Words


def evidence_text(row: EverythingRow | ObservationsRow | LeadsRow, words: Words) -> str:
    """Return the source of a row of ``load_entity_facts``: section and offsets of a document, or title and address."""
    if isinstance(row, EverythingRow) and row.char_start is not None:
        return words("page.offsets", section=row.section, start=row.char_start, end=row.char_end)
    kind = None if isinstance(row, LeadsRow) else row.publisher_kind
    return source_text(words, publisher_kind=kind, title=row.source_title, evidence=row.evidence)
