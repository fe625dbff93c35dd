"""Tables of a paper in the form of an official document, as wide as its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table, _Cell, _Row

from ui.exports.docx_template import CELL
from ui.exports.office_document import HEAD_FONT, plain_text

GRID = "Table Grid"
HEAD_FILL = "EDEFF2"


def text_width(doc: Doc) -> int:
    """Return the width of the text on the last page, in English Metric Units."""
    section = doc.sections[-1]
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def paper_table(
    doc: Doc, heads: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float], title: str = ""
) -> None:
    """Add a table, its heads repeated on every page; one with a title over all columns stays on one page."""
    table = doc.add_table(rows=0, cols=len(shares), style=GRID if GRID in {s.name for s in doc.styles} else None)
    table.autofit = False
    if heads:
        row = _add_row(table, heads, keep=True)
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        _emphasise(row)
    lines = list(rows)
    for place, cells in enumerate(lines, 1):
        _add_row(table, cells, keep=bool(title) or place == len(lines) - 1)  # no last row alone on a page
    width = text_width(doc)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(width * share))
        for cell in column.cells:
            cell.width = Emu(int(width * share))
    if title:
        _add_title_row(table, title)


def _add_title_row(table: Table, title: str) -> None:
    row = _add_row(table, [""] * len(table.columns), keep=True)
    merged = row.cells[0].merge(row.cells[-1])
    for paragraph in merged.paragraphs[1:]:
        paragraph._element.getparent().remove(paragraph._element)
    merged.paragraphs[0].add_run(plain_text(title))
    _emphasise(row)
    table._tbl.tr_lst[0].addprevious(row._tr)


def _emphasise(row: _Row) -> None:
    """Set a row of heads in the font of headings, on a pale ground that a copier keeps light."""
    for cell in row.cells:
        shading = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", HEAD_FILL)):
            shading.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shading)
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEAD_FONT)


def _add_row(table: Table, cells: Sequence[str], *, keep: bool = False) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell: _Cell
    for cell, text in zip(row.cells, cells, strict=True):
        for place, line in enumerate(text.split("\n")):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph.style = CELL
            paragraph.add_run(plain_text(line))
            paragraph.paragraph_format.keep_with_next = keep or None
    return row
