"""Builds a text block by block, so that every block's place is exact by construction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.documents.limits import MAX_TABLE_CELLS, MAX_TABLES, MAX_TEXT_BLOCKS, MAX_TEXT_CHARACTERS, enforce_limit
from loaders.documents.text_document import Block, BlockKind, CellPlace, LineBox, Span, TextDocument

# What a reader of the text does not see: zero-width characters, soft hyphens, marks of direction, control characters.
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # a reference in HTML can make one, and no encoding can write it
LINE_SPACE = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\xa0\u2028\u2029]+")


def clean_text(raw: str) -> str:
    """Return a paragraph's characters as one line: no line ends, nothing invisible, no space at its ends.

    >>> clean_text(chr(0x3000) + "常州" + chr(0x200B) + chr(10) + "高新区 ")
    '常州 高新区'
    """
    return LINE_SPACE.sub(" ", LONE_SURROGATE.sub("\ufffd", INVISIBLE.sub("", raw))).strip()


class TextBuilder:
    """Collects the blocks of a document in reading order.

    Lines end a block, tabs stand between the cells of a row.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._notes: dict[str, None] = {}
        self._length = 0
        self._tables = 0
        self._cells = 0

    def add(
        self,
        text: str,
        kind: BlockKind = "paragraph",
        *,
        origin: str = "",
        level: int = 0,
        cell: CellPlace | None = None,
        lines: Sequence[LineBox] = (),
    ) -> None:
        """Add a block; an empty one is passed over.

        Args:
            text: its text, already clean.
            kind, origin, level, cell: as of ``Block``.
            lines: its lines, their spans counted from the start of ``text``.

        Raises:
            SourceError: ``document_limit``.
        """
        if not text:
            return
        separator = self._separator(cell)
        start = self._length + len(separator)
        self._pieces += [separator, text]
        self._length = start + len(text)
        enforce_limit("characters", self._length, MAX_TEXT_CHARACTERS)
        enforce_limit("blocks", len(self._blocks) + 1, MAX_TEXT_BLOCKS)
        placed = tuple(line._replace(span=Span(line.span.start + start, line.span.end + start)) for line in lines)
        span = Span(start, self._length)
        self._blocks.append(Block(span=span, kind=kind, origin=origin, lines=placed, cell=cell, level=level))

    def next_table(self) -> int:
        """Return the number of a new table. Raises SourceError beyond the limit."""
        self._tables += 1
        enforce_limit("tables", self._tables, MAX_TABLES)
        return self._tables - 1

    def count_cell(self) -> None:
        """Count a cell. Raises SourceError beyond the limit."""
        self._cells += 1
        enforce_limit("cells", self._cells, MAX_TABLE_CELLS)

    def note(self, code: str) -> None:
        """Note once what is not taken."""
        self._notes[code] = None

    def document(self, name: str, format: str, *, title: str = "", pages: int = 0) -> TextDocument:
        """Return what has been collected.

        Args:
            name, format, title, pages: as of ``TextDocument``.
        """
        return TextDocument(
            name=name,
            format=format,
            text="".join(self._pieces),
            blocks=tuple(self._blocks),
            title=title,
            pages=pages,
            notes=tuple(self._notes),
        )

    def _separator(self, cell: CellPlace | None) -> str:
        if not self._blocks:
            return ""
        before = self._blocks[-1].cell
        beside = cell and before and cell[:2] == before[:2] and cell.column != before.column
        return "\t" if beside else "\n"
