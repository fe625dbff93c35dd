"""The evidence of a statement, in words."""

from __future__ import annotations

from queries.rows.quality import LeadsRow, ObservationsRow
from queries.rows.support import EverythingRow
from ui.exports.source_text import source_text
from ui.text import Words

NOWHERE = (None, None, None)  # the place in a document of what names none


def evidence_text(row: EverythingRow | ObservationsRow | LeadsRow, words: Words) -> str:
    """Return the source of a row of ``load_entity_facts``: section and offsets of a document, or title and address."""
    section, start, end = (row.section, row.char_start, row.char_end) if isinstance(row, EverythingRow) else NOWHERE
    return source_text(
        words,
        publisher_kind=None if isinstance(row, LeadsRow) else row.publisher_kind,
        title=row.source_title,
        evidence=row.evidence,
        section=section,
        char_start=start,
        char_end=end,
    )
