"""The evidence of a statement, in words."""

from __future__ import annotations

from markupsafe import Markup

from queries.rows.quality import LeadsRow, ObservationsRow
from queries.rows.support import EverythingRow
from ui.components.citation_link import citation_link
from ui.exports.citation import document_place
from ui.text import Words

QUOTED_EVIDENCE = Markup('<q class="quote">{}</q> {}')


def evidence_text(row: EverythingRow | ObservationsRow | LeadsRow, words: Words) -> str:
    """Return the citation of a row of ``load_entity_facts``, after the sentence itself where the text is loaded."""
    if not isinstance(row, EverythingRow):
        return citation_link(row, words)
    cited = citation_link(row, words, document_place(row.section, row.char_start))
    return QUOTED_EVIDENCE.format(row.quote, cited) if row.quote else cited
