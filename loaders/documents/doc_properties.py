"""The properties of a DOC's characters and paragraphs, as far as a text needs them."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

PAGE_BYTES = 512  # of a page of properties (FKP)
PARAGRAPH_ENTRY_BYTES = 13  # BxPap
DELETED, HIDDEN = 0x0800, 0x083C  # sprmCFRMarkDel, sprmCFVanish
SYMBOL = 0x6A09  # sprmCSymbol: a sign of a font of signs, stored as a bracket
IN_TABLE, ROW_END, OUTLINE_LEVEL = 0x2416, 0x2417, 0x2640  # sprmPFInTable, sprmPFTtp, sprmPOutLvl
TABLE_DEFINITION, TAB_CHANGES = 0xD608, 0xC615  # sprmTDefTable, sprmPChgTabs: their length is told otherwise
FIXED_BYTES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # of an operand, by the three upper bits of its code
HEADING_STYLES = range(1, 10)  # the numbers of the styles "heading 1" to "heading 9" are fixed
BODY_LEVEL_STATED = 9


class ByteRun(NamedTuple):
    """Bytes of the stream from ``start`` up to ``end``."""

    start: int
    end: int


@dataclass(frozen=True)
class ParagraphRun:
    """The properties of a paragraph: whether it is in a table, ends a row, and its level as a heading."""

    is_in_table: bool = False
    is_row_end: bool = False
    level: int = 0


class ParagraphRuns:
    """The properties of paragraphs by the places of their bytes."""

    def __init__(self, runs: list[tuple[ByteRun, ParagraphRun]]) -> None:
        self._runs = sorted(runs, key=lambda run: run[0])
        self._starts = [run.start for run, _ in self._runs]

    def at(self, offset: int) -> ParagraphRun:
        """Return the properties of the paragraph that a byte belongs to."""
        number = bisect_right(self._starts, offset) - 1
        if number >= 0 and offset < self._runs[number][0].end:
            return self._runs[number][1]
        return ParagraphRun()


def flagged_runs(stream: bytes, pages: bytes) -> list[ByteRun]:
    """Return the bytes of characters that are deleted, hidden, or no characters but signs.

    Args:
        stream: the main stream.
        pages: the places of its pages of properties (PlcfBteChpx).
    """
    runs = []
    for run, page, entry in _runs(stream, pages, entry_bytes=1):
        at = 2 * entry[0]
        changes = page[at + 1 : at + 1 + page[at]] if at else b""
        if any(_leaves_out(code, operand) for code, operand in _changes(changes)):
            runs.append(run)
    return sorted(runs)


def _leaves_out(code: int, operand: bytes) -> bool:
    return code == SYMBOL or (code in (DELETED, HIDDEN) and operand[:1] not in (b"", b"\0"))


def paragraph_runs(stream: bytes, pages: bytes) -> ParagraphRuns:
    """Return the properties of paragraphs.

    Args:
        stream: the main stream.
        pages: the places of its pages of properties (PlcfBtePapx).
    """
    return ParagraphRuns(
        [(run, _paragraph(page, 2 * entry[0])) for run, page, entry in _runs(stream, pages, PARAGRAPH_ENTRY_BYTES)]
    )


def _runs(stream: bytes, pages: bytes, entry_bytes: int) -> Iterator[tuple[ByteRun, bytes, bytes]]:
    """Yield each run of a property table with the page (FKP) that its entry is on, and the entry."""
    count = max((len(pages) - 4) // 8, 0)
    numbers = struct.unpack_from(f"<{count}I", pages, 4 * (count + 1)) if count else ()
    for number in numbers:
        page = stream[number * PAGE_BYTES : (number + 1) * PAGE_BYTES]
        if len(page) < PAGE_BYTES:
            raise ValueError("FKP")
        runs = page[-1]
        places = struct.unpack_from(f"<{runs + 1}I", page, 0)
        for index in range(runs):
            at = 4 * (runs + 1) + entry_bytes * index
            yield ByteRun(places[index], places[index + 1]), page, page[at : at + entry_bytes]


def _paragraph(page: bytes, at: int) -> ParagraphRun:
    if not at:
        return ParagraphRun()
    length = 2 * page[at] - 1 if page[at] else 2 * page[at + 1]
    start = at + 1 if page[at] else at + 2
    properties = page[start : start + length]
    (style,) = struct.unpack_from("<H", properties.ljust(2, b"\0"), 0)
    changes = {code: operand[0] for code, operand in _changes(properties[2:]) if operand}
    level = style if style in HEADING_STYLES else 0
    if (stated := changes.get(OUTLINE_LEVEL)) is not None:
        level = 0 if stated >= BODY_LEVEL_STATED else stated + 1
    return ParagraphRun(bool(changes.get(IN_TABLE)), bool(changes.get(ROW_END)), level)


def _changes(changes: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the codes of changes (sprm) with their operands, as far as they can be told apart."""
    at = 0
    while at + 2 < len(changes):
        (code,) = struct.unpack_from("<H", changes, at)
        at += 2
        length = FIXED_BYTES.get(code >> 13)
        if length is None and code == TABLE_DEFINITION:
            length = struct.unpack_from("<H", changes.ljust(at + 2, b"\0"), at)[0] + 1
        elif length is None:
            if code == TAB_CHANGES and changes[at] == 255:
                return
            length = changes[at] + 1
        yield code, changes[at : at + length]
        at += length
