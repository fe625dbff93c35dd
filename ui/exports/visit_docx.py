"""Visiting sheets as a document to print: one visit a page, with boxes to tick and room to write."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as Doc
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt

from ui.exports.office_document import (
    BODY_FONT,
    TITLE_FONT,
    add_paragraph,
    add_table,
    document_bytes,
    new_document,
)
from ui.presenters.visits import VisitSheet
from ui.text import Words

# Centimetres; together the width of A4 across between the margins.
VISIT_WIDTHS = {"place": 1.1, "chain": 2.6, "segment": 3.4, "question": 6.6, "answer": 4.7, "who": 3.6, "detail": 4.1}
SIDE_MARGIN, TOP_MARGIN = 1.8, 1.6  # centimetres
ROOM_CENTIMETRES = 12.3  # for all rows of a page, below title and heads
MAX_ROW_CENTIMETRES = 4.0  # room enough to write an answer in
VISIT_TITLE_POINTS, VISIT_LINE_POINTS = 18, 12


def visit_docx(sheets: Sequence[VisitSheet], region: str, words: Words) -> bytes:
    """Return the document's bytes."""
    doc = new_document(words("visit.title"), words, landscape=True)
    section = doc.sections[0]
    section.left_margin = section.right_margin = Cm(SIDE_MARGIN)
    section.top_margin = section.bottom_margin = Cm(TOP_MARGIN)
    if not sheets:
        add_paragraph(doc, words("visit.none"))
    for place, sheet in enumerate(sheets):
        if place:
            _break_page(doc)
        _sheet(doc, sheet, region, words)
    return document_bytes(doc)


def _sheet(doc: Doc, sheet: VisitSheet, region: str, words: Words) -> None:
    title = add_paragraph(
        doc, words("visit.sheet_title", region=region, title=sheet.title), TITLE_FONT, VISIT_TITLE_POINTS, centred=True
    )
    title.paragraph_format.space_after = Pt(4)
    line = add_paragraph(doc, words("visit.head_line", name=sheet.name or "＿" * 10), BODY_FONT, VISIT_LINE_POINTS)
    line.paragraph_format.first_line_indent = Pt(0)
    rows = [
        [
            str(place),
            question.chain_name,
            question.segment_name,
            question.text,
            words("visit.boxes"),
            question.organisation,
            "",
        ]
        for place, question in enumerate(sheet.questions, 1)
    ]
    add_table(doc, [(words(f"visit.column.{name}"), width) for name, width in VISIT_WIDTHS.items()], rows)
    height = Cm(min(MAX_ROW_CENTIMETRES, ROOM_CENTIMETRES / max(1, len(rows))))
    for row in doc.tables[-1].rows[1:]:
        row.height, row.height_rule = height, WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    note = add_paragraph(doc, words("visit.how_paper"), BODY_FONT, VISIT_LINE_POINTS)
    note.alignment, note.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.LEFT, Pt(0)
    note.paragraph_format.line_spacing = Pt(18)


def _break_page(doc: Doc) -> None:
    """Begin a new page in the last paragraph, so that no empty one stands at its head."""
    doc.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
