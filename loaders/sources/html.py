"""The tables of a web page that was saved as a spreadsheet."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from graph.model.normalize import normalize_text
from loaders.sources.encoding import decode_text
from loaders.sources.sheet import MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, Merge, Sheet, check_size, enforce

LINES = re.compile(r"\s*\n\s*")
UNSHOWN = frozenset({"script", "style", "title"})
BLOCKS = frozenset({"br", "p", "div", "li", "tr", "td", "th", "table"})  # what is in another is another line


def is_html(raw: bytes) -> bool:
    """Whether a table of HTML stands in it, after whatever a page begins with."""
    start = raw[:200_000].replace(b"\0", b"").lower()
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and b"<table" in start


def html_sheets(raw: bytes, file: str) -> list[Sheet]:
    """The outermost tables, in their order; what stands in a table within a cell is that cell's text.

    Raises:
        LoadError: no known encoding, or beyond a limit.
    """
    text, encoding = decode_text(raw, file)
    page = _Page(file)
    page.feed(text)
    page.close()
    return [
        Sheet(file, str(number) if len(page.tables) > 1 else "", table.rows(), tuple(table.merges), encoding)
        for number, table in enumerate(page.tables, 1)
    ]


class _Table:
    """Cells by place; those that a cell above or to the left spans are left free."""

    def __init__(self, file: str) -> None:
        self.file, self.row, self.column, self.open = file, -1, 0, False
        self.cells: dict[tuple[int, int], str] = {}
        self.spanned: set[tuple[int, int]] = set()
        self.merges: list[Merge] = []
        self.widest = 0

    def next_row(self) -> None:
        self.row, self.column, self.open = self.row + 1, 0, True

    def put(self, text: str, down: int, across: int) -> None:
        if not self.open:
            self.next_row()  # the tag of a row may be left out
        while (self.row, self.column) in self.spanned:
            self.column += 1
        top, left = self.row, self.column
        self.column += across
        self.widest = max(self.widest, self.column)
        check_size(self.file, top + down, self.widest)
        self.cells[top, left] = text
        if down * across > 1:
            self.merges.append(Merge(top, left, top + down - 1, left + across - 1))
            enforce(self.file, "merges", len(self.merges), MAX_MERGES)
            self.spanned |= {(top + y, left + x) for y in range(down) for x in range(across)}
            enforce(self.file, "cells", len(self.spanned), MAX_CELLS)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(self.cells.get((row, column), "") for column in range(self.widest)) for row in range(self.row + 1)
        )


class _Page(HTMLParser):
    """Collects the tables of a page."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file, self.tables, self.depth, self.unshown = file, list[_Table](), 0, 0
        self.text: list[str] | None = None
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.text is not None and tag in BLOCKS:
            self.text.append("\n")
        if tag in UNSHOWN:
            self.unshown += 1
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(_Table(self.file))
        elif self.depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].next_row()
        elif self.depth == 1 and tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self.span = (_span(given.get("rowspan"), MAX_ROWS), _span(given.get("colspan"), MAX_COLUMNS))
            self.text = []

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSHOWN:
            self.unshown = max(0, self.unshown - 1)
        elif tag == "table" and self.depth:
            if self.depth == 1:
                self._end_cell()
            self.depth -= 1
        elif self.depth == 1 and tag in ("td", "th", "tr", "thead", "tbody"):
            self._end_cell()
            if tag not in ("td", "th") and self.tables:
                self.tables[-1].open = False

    def handle_data(self, data: str) -> None:
        if self.text is not None and not self.unshown:
            self.text.append(data)

    def _end_cell(self) -> None:
        if self.text is not None:
            self.tables[-1].put(LINES.sub("\n", normalize_text("".join(self.text))), *self.span)
            self.text = None


def _span(text: str | None, most: int) -> int:
    plain = (text or "").strip()
    return min(max(int(plain), 1), most) if plain.isascii() and plain.isdigit() and len(plain) < 9 else 1
