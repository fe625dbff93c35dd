"""The paragraphs and cells of a DOC."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from loaders.documents.doc_pieces import DocPieces
from loaders.documents.doc_properties import ByteRun, ParagraphRun, ParagraphRuns
from loaders.documents.text_builder import LONE_SURROGATE, TextBuilder, clean_text
from loaders.documents.text_document import BlockKind, CellPlace

PARAGRAPH_END = re.compile("[\r\x07\x0b\x0c\x0e]")  # paragraph, cell or row, line, page or section, column
CELL_END = "\x07"
PICTURES_IN_TEXT = re.compile("[\x01\x08]")
FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")  # what makes a field; its result stays
FIELD_MARKS = re.compile("[\x13\x14\x15]")
HYPHENS = str.maketrans({"\x1e": "-", "\x1f": ""})  # one that does not break, and one that only may


class DocParagraphs:
    """Adds the parts of a DOC's text to a document."""

    def __init__(self, pieces: DocPieces, left_out: Sequence[ByteRun], properties: ParagraphRuns) -> None:
        self.builder = TextBuilder()
        self._pieces = pieces
        self._left_out = left_out
        self._left_out_starts = [run.start for run in left_out]
        self._properties = properties
        self._number = 0
        self._pending = ""  # of a paragraph whose end is deleted
        self._table, self._row, self._column = -1, 0, 0

    def add(self, start: int, end: int, *, is_main: bool) -> None:
        """Add the characters from one position up to another. Raises SourceError beyond a limit."""
        self._table = -1
        while start < end:
            match = PARAGRAPH_END.search(self._pieces.text, start, end)
            stop = match.start() if match else end
            properties = self._properties.at(self._pieces.offset(stop)) if match else ParagraphRun()
            self._add_paragraph(start, stop, match[0] if match else "", properties, is_main)
            start = stop + 1
        self._add_text(self._pending, ParagraphRun(), None)
        self._pending = ""

    def _add_paragraph(self, start: int, stop: int, mark: str, properties: ParagraphRun, is_main: bool) -> None:
        text = self._pending + self._shown(start, stop)
        self._pending = ""
        if mark == "\r" and self._is_left_out(stop):
            self._pending = text
            return
        is_cell = is_main and (properties.is_in_table or mark == CELL_END)
        if not is_cell:
            self._table = -1
            self._add_text(text, properties, None)
            return
        if self._table < 0:
            self._table, self._row, self._column = self.builder.next_table(), 0, 0
        if mark == CELL_END and properties.is_row_end:
            self._row, self._column = self._row + 1, 0
            return
        self._add_text(text, properties, CellPlace(self._table, self._row, self._column))
        if mark == CELL_END:
            self.builder.count_cell()
            self._column += 1

    def _add_text(self, raw: str, properties: ParagraphRun, cell: CellPlace | None) -> None:
        if PICTURES_IN_TEXT.search(raw):
            self.builder.note("pictures")
        while (shorter := FIELD_CODE.sub("", raw)) != raw:
            raw = shorter
        text = clean_text(_paired(FIELD_MARKS.sub("", raw).translate(HYPHENS)))
        self._number += bool(text)
        level = 0 if cell else properties.level
        kind: BlockKind = "cell" if cell else "heading" if level else "paragraph"
        self.builder.add(text, kind, origin=f"paragraph[{self._number}]", level=level, cell=cell)

    def _shown(self, start: int, stop: int) -> str:
        text = self._pieces.text[start:stop]
        if not self._left_out:
            return text
        return "".join(character for at, character in enumerate(text, start) if not self._is_left_out(at))

    def _is_left_out(self, position: int) -> bool:
        offset = self._pieces.offset(position)
        number = bisect_right(self._left_out_starts, offset) - 1
        return number >= 0 and offset < self._left_out[number].end


def _paired(text: str) -> str:
    """Join the halves of rare characters, which a DOC counts as two.

    >>> _paired(chr(0xD842) + chr(0xDFB7)) == chr(0x20BB7)
    True
    """
    if LONE_SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
