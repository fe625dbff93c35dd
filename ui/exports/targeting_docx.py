"""The choice of institutes as a paper to hand in, in the form of an official document (DOCX)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from docx.document import Document as Doc

from loaders.needs.need import Need
from queries.targeting import TargetingInputs, TargetingPlan
from ui.exports.court_paper import CourtPaper, court_paper
from ui.exports.docx_template import BODY, CELL, HEADING, paper_document
from ui.exports.office_document import document_bytes, plain_text
from ui.exports.paper_head import add_paper_head
from ui.exports.paper_table import paper_table
from ui.presenters.dossier.card_lines import section_heading
from ui.presenters.follow_up import NO_STATUSES, FollowStatuses
from ui.text import Words

# Shares of the text's width.
COURT_COLUMNS = {"links": 0.21, "institute": 0.17, "basis": 0.26, "hosts": 0.22, "follow_up": 0.14}
WriteCourtPart = Callable[[Doc], None]


def targeting_docx(
    inputs: TargetingInputs,
    plan: TargetingPlan,
    words: Words,
    statuses: FollowStatuses = NO_STATUSES,
    *,
    needs: Sequence[Need] = (),
    template: Path | None = None,
) -> bytes:
    """Return the paper's bytes.

    Args:
        inputs: what was chosen from.
        plan: the choice.
        words: the words of the user's language.
        statuses: what is followed up.
        needs: the needs that are kept; those of them that were counted are told.
        template: a bureau's own DOCX.

    Raises:
        UsageError: the template cannot be read.
    """
    paper = court_paper(inputs, plan, words, date.today(), statuses=statuses, needs=needs)
    with paper_document(paper.title, words, template) as doc:
        add_paper_head(doc, paper.title, paper.subject, paper.line)
        for place, (title, write) in enumerate(_parts(paper, words), 1):
            doc.add_paragraph(section_heading(place, title, words), HEADING)
            write(doc)
        doc.add_paragraph(plain_text(words("dossier.sentence_gap").join(paper.notes)), CELL)
    return document_bytes(doc)


def _parts(paper: CourtPaper, words: Words) -> list[tuple[str, WriteCourtPart]]:
    """Return the parts that have something to say, with their titles."""
    sources = [
        words("dossier.source_line", number=number, text=citation.text)
        for number, citation in enumerate(paper.sources, 1)
    ]
    parts: list[tuple[str, bool, WriteCourtPart]] = [
        (words("dossier.summary_title"), True, lambda doc: _lines(doc, paper.summary, BODY)),
        (words("court_paper.table_title"), bool(paper.rows), lambda doc: _table(doc, paper, words)),
        (words("court_paper.needs_title"), bool(paper.needs), lambda doc: _lines(doc, paper.needs, CELL)),
        (words("court_paper.present_title"), bool(paper.present), lambda doc: _lines(doc, paper.present, CELL)),
        (words("dossier.sources_title"), bool(sources), lambda doc: _lines(doc, sources, CELL)),
    ]
    return [(title, write) for title, has_part, write in parts if has_part]


def _table(doc: Doc, paper: CourtPaper, words: Words) -> None:
    heads = [words(f"court_paper.column.{name}") for name in COURT_COLUMNS]
    paper_table(doc, heads, paper.rows, tuple(COURT_COLUMNS.values()))


def _lines(doc: Doc, lines: Sequence[str], style: str) -> None:
    for line in lines:
        doc.add_paragraph(plain_text(line), style)
