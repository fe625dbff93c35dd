"""The head of a paper in the form of an official document: the title, and who hands it in when."""

from __future__ import annotations

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Pt

from ui.exports.docx_template import BODY, TITLE
from ui.exports.office_document import TITLE_POINTS, plain_text
from ui.exports.paper_table import text_width
from ui.exports.svg_text import ems


def add_paper_head(doc: Doc, title: str, subject: str, line: str) -> None:
    """Add the title, and the line below it.

    Args:
        doc: the document.
        title: the title.
        subject: what the title is about; a long title is broken behind it.
        line: the region and the date.
    """
    for part in _title_lines(doc, title, subject):
        doc.add_paragraph(plain_text(part), TITLE)
    paragraph = doc.add_paragraph(plain_text(line), BODY)
    paragraph.alignment, paragraph.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Emu(0)


def _title_lines(doc: Doc, title: str, subject: str) -> list[str]:
    """Return the title, in two lines where it is too long for one: a line of one character looks wrong."""
    size = doc.styles[TITLE].font.size or Pt(TITLE_POINTS)
    if ems(title) * size <= text_width(doc):
        return [title]
    head, subject, rest = title.partition(subject)
    return [line for line in (head + subject, rest) if line]
