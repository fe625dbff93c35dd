"""DOCX: paragraphs, tables, text boxes, foot and end notes, in the order of their XML.

The XML is read with lxml, not with python-docx: the latter fails on a link to a part that is not there, which WPS
writes for pictures, and leaves out text boxes, content controls and tracked insertions.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from loaders.documents.docx_cells import TableRowCell, table_cells
from loaders.documents.docx_numbers import DocxNumbers
from loaders.documents.docx_runs import LINE_BREAK, RunText, is_deleted, paragraph_text, unwrapped
from loaders.documents.docx_styles import DocxStyles
from loaders.documents.limits import MAX_TABLE_NESTING, enforce_limit
from loaders.documents.package import Package
from loaders.documents.text_builder import TextBuilder, clean_text
from loaders.documents.text_document import BlockKind, CellPlace, TextDocument
from loaders.documents.xml_elements import attribute, child, local_name
from loaders.errors import SourceError

MAIN_PART = "word/document.xml"
NUMBERS_PART = "word/numbering.xml"
STYLES_PART = "word/styles.xml"
CORE_PART = "docProps/core.xml"
NOTE_PARTS = {"footnotes": "word/footnotes.xml", "endnotes": "word/endnotes.xml"}
SEPARATOR_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})  # lines, not text


def parse_docx(raw: bytes, name: str) -> TextDocument:
    """Parse a DOCX.

    Args:
        raw: the bytes.
        name: the file's name.

    Raises:
        SourceError: it is damaged, locked, or beyond a limit.
    """
    package = Package(raw)
    styles = DocxStyles(package.xml(STYLES_PART) if package.has(STYLES_PART) else None)
    numbers = DocxNumbers(package.xml(NUMBERS_PART) if package.has(NUMBERS_PART) else None)
    reader = _BodyReader(styles, numbers)
    body = child(package.xml(MAIN_PART), "body")
    if body is None:
        raise SourceError("document_damaged", reason=f"{MAIN_PART}: <body>")
    reader.read(body, "body")
    for kind, part in NOTE_PARTS.items():
        if package.has(part):
            for number, note in enumerate(package.xml(part), 1):
                if attribute(note, "type") not in SEPARATOR_NOTES:
                    reader.read(note, f"{kind}/note[{number}]")
    reader.end()
    return reader.builder.document(name, "docx", title=_title(package))


class _BodyReader:
    """Walks down a body and adds its blocks."""

    def __init__(self, styles: DocxStyles, numbers: DocxNumbers) -> None:
        self.builder = TextBuilder()
        self._styles = styles
        self._numbers = numbers
        self._carried = RunText()  # the text of a paragraph whose end is deleted: the next one goes on with it

    def read(self, parent: etree._Element, origin: str, cell: CellPlace | None = None, depth: int = 0) -> None:
        """Add the blocks of a body, a cell, a text box or a note.

        Args:
            parent: its element.
            origin: where it stands, as ``body/tbl[2]``.
            cell: the cell that it is in.
            depth: how many tables and text boxes it is in.

        Raises:
            SourceError: ``document_limit``.
        """
        enforce_limit("nesting", depth, MAX_TABLE_NESTING)
        counts: dict[str, int] = {}
        for element in unwrapped(parent):
            kind = local_name(element)
            counts[kind] = counts.get(kind, 0) + 1
            place = f"{origin}/{kind}[{counts[kind]}]"
            if kind == "p":
                self._add_paragraph(element, place, cell, depth)
            elif kind == "tbl":
                self._add_table(element, place, depth)
            elif kind == "altChunk":
                self.builder.note("embedded_document")

    def end(self) -> None:
        """Add what a last deleted end of a paragraph has left over."""
        self._add_runs(self._carried, "body")
        self._carried = RunText()

    def _add_paragraph(self, element: etree._Element, origin: str, cell: CellPlace | None, depth: int) -> None:
        style = self._styles.of(element)
        if style.is_contents:
            self.builder.note("table_of_contents")
            return
        own = paragraph_text(element)
        if not self._carried.text and clean_text(own.text):
            own.text = self._numbers.next(style.list_id, style.list_level) + own.text
        runs = self._carried + own
        self._carried = RunText()
        if is_deleted(child(element, "pPr/rPr")):
            self._carried = runs
            return
        self._add_runs(runs, origin, cell, style.level)
        for number, box in enumerate(runs.boxes, 1):
            self.read(box, f"{origin}/txbxContent[{number}]", cell, depth + 1)

    def _add_runs(self, runs: RunText, origin: str, cell: CellPlace | None = None, level: int = 0) -> None:
        for code in runs.notes:
            self.builder.note(code)
        kind: BlockKind = "cell" if cell else "heading" if level else "paragraph"
        for text in runs.text.split(LINE_BREAK):
            self.builder.add(clean_text(text), kind, origin=origin, level=0 if cell else level, cell=cell)

    def _add_table(self, element: etree._Element, origin: str, depth: int) -> None:
        table = self.builder.next_table()
        for cell in self._counted(table_cells(element)):
            place = CellPlace(table, cell.row, cell.column, cell.rows, cell.columns)
            self.read(cell.element, f"{origin}/{cell.origin}", place, depth + 1)

    def _counted(self, cells: list[TableRowCell]) -> Iterator[TableRowCell]:
        for cell in cells:
            self.builder.count_cell()
            yield cell


def _title(package: Package) -> str:
    if not package.has(CORE_PART):
        return ""
    title = child(package.xml(CORE_PART), "title")
    return clean_text(title.text or "") if title is not None else ""
