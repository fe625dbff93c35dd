"""Pages of lines to the blocks of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from loaders.documents.layout.glyph import Line, LinePage, is_wide
from loaders.documents.layout.joined_tables import JoinedTable
from loaders.documents.layout.margins import without_margins
from loaders.documents.layout.order import columns_of
from loaders.documents.layout.paragraphs import Paragraph, cell_paragraphs, paragraphs_of
from loaders.documents.layout.tables import PageTable, TableLine
from loaders.documents.text_builder import TextBuilder
from loaders.documents.text_document import BlockKind, CellPlace, LineBox, Span

EXACT_SIZE_CHANGE = 1.12  # between fonts whose sizes are known: 小二 (18 points) and 三号 (16) differ by 1.125


def add_pages(builder: TextBuilder, pages: Sequence[LinePage], *, size_change: float = EXACT_SIZE_CHANGE) -> None:
    """Add the text of pages to a document.

    Args:
        builder: the document.
        pages: all its pages.
        size_change: a font larger or smaller by this factor is another paragraph's.

    Raises:
        SourceError: ``document_limit``.
    """
    columns = [column for page in without_margins(pages) for column in columns_of(page.lines)]
    parts = paragraphs_of(columns, size_change, max((page.width for page in pages), default=0.0))
    for is_table, group in groupby(parts, lambda part: isinstance(part, TableLine)):
        if is_table:
            _add_tables(builder, [part.table for part in group if isinstance(part, TableLine)])
        else:
            for part in group:
                if isinstance(part, Paragraph):
                    _add_paragraph(builder, part)


def _add_tables(builder: TextBuilder, tables: Iterable[PageTable]) -> None:
    joined: list[JoinedTable] = []
    for table in tables:
        if joined and joined[-1].takes(table):
            joined[-1].add(table)
        else:
            joined.append(JoinedTable(table))
    for whole in joined:
        number = builder.next_table()
        for cell in sorted(whole.cells, key=lambda cell: (cell.row, cell.column)):
            builder.count_cell()
            place = CellPlace(number, cell.row, cell.column, cell.rows, cell.columns)
            for paragraph in cell_paragraphs(cell.lines, cell.width):
                _add_paragraph(builder, paragraph, place)


def _add_paragraph(builder: TextBuilder, paragraph: Paragraph, cell: CellPlace | None = None) -> None:
    text = ""
    boxes = []
    for line in paragraph.lines:
        text += _space_before(text, line)
        edges = (*(glyph.box.left for glyph in line.glyphs), line.glyphs[-1].box.right)
        boxes.append(LineBox(Span(len(text), len(text) + len(line.text)), line.page, line.box, edges))
        text += line.text
    kind: BlockKind = "cell" if cell else "heading" if paragraph.is_title else "paragraph"
    builder.add(text, kind, origin=f"page[{paragraph.lines[0].page}]", cell=cell, lines=boxes)


def _space_before(text: str, line: Line) -> str:
    """Return a space where a line's end parts two Latin words."""
    ends = f"{text[-1:]}{line.text[0]}"
    return " " if text and ends.isalnum() and not any(map(is_wide, ends)) else ""
