"""Office documents (DOCX) in the form of Chinese official ones: fonts, margins, headings, tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from unicodedata import category

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from ui.text import Words

# GB/T 9704-2012; an office without these fonts shows its own.
BODY_FONT = "仿宋_GB2312"
HEAD_FONT = "黑体"
TITLE_FONT = "方正小标宋简体"
BODY_POINTS, TITLE_POINTS, TABLE_POINTS = 16, 22, 10


def new_document(title: str, words: Words, *, landscape: bool = False) -> Doc:
    """Return an empty document on A4 with its properties set; the library's template speaks of its own maker."""
    doc, now = Document(), datetime.now(UTC).replace(tzinfo=None)
    properties, author = doc.core_properties, words("app.name")
    properties.title, properties.author, properties.last_modified_by = plain_text(title), author, author
    properties.comments = ""
    properties.created, properties.modified, properties.language = now, now, words.language
    section = doc.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    return doc


def add_title(doc: Doc, text: str) -> None:
    """Add the title, centred."""
    add_paragraph(doc, text, TITLE_FONT, TITLE_POINTS, centred=True)


def add_heading(doc: Doc, text: str) -> None:
    """Add a heading, which stays with what follows it."""
    add_paragraph(doc, text, HEAD_FONT).paragraph_format.keep_with_next = True


def add_paragraph(
    doc: Doc, text: str, font: str = BODY_FONT, size: int = BODY_POINTS, *, centred: bool = False
) -> Paragraph:
    """Add a paragraph, its first line indented by two characters unless it is centred."""
    paragraph = doc.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(28)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    _add_run(paragraph, text, font, size)
    return paragraph


def add_table(doc: Doc, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]) -> None:
    """Add a table whose head is repeated on every page.

    Args:
        doc: the document.
        columns: headings with their widths in centimetres.
        rows: the cells of each row.
    """
    table = doc.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _fill(head, [heading for heading, _ in columns], HEAD_FONT)
    for cells in rows:
        _fill(table.add_row(), cells, BODY_FONT)
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def document_bytes(doc: Doc) -> bytes:
    """Return the document's file."""
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _fill(row: _Row, cells: Sequence[str], font: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell: _Cell
    for cell, text in zip(row.cells, cells, strict=True):
        _add_run(cell.paragraphs[0], text, font, TABLE_POINTS)


def _add_run(paragraph: Paragraph, text: str, font: str, size: int) -> None:
    run = paragraph.add_run(plain_text(text))
    run.font.size, run.font.name = Pt(size), font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def plain_text(text: str) -> str:
    """Return a text without the characters that XML cannot have."""
    return "".join(c for c in text if category(c) not in ("Cc", "Cs", "Cn"))  # XML has no control characters
