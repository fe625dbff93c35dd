"""The evidence of a statement, in words."""

from __future__ import annotations

from queries.rows.quality import LeadsRow, ObservationsRow
from queries.rows.support import EverythingRow
from ui.components.citation_link import citation_link
from ui.exports.citation import document_place
from ui.text import Words


def evidence_text(row: EverythingRow | ObservationsRow | LeadsRow, words: Words) -> str:
    """Return the citation of a row of ``load_entity_facts``, with section and offsets where it is in a document."""
    place = document_place(row.section, row.char_start, row.char_end, words) if isinstance(row, EverythingRow) else ""
    return citation_link(row, words, place)
