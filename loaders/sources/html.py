"""The tables of a web page that was saved as a spreadsheet, as many office systems export their lists."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from graph.model.normalize import normalize_text
from loaders.sources.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetExtent, enforce
from loaders.sources.sheet import Merge, Sheet

# At the start of a file, in which a table is sought: office pages begin with long styles.
HTML_HEADER_CHARACTERS = 200_000
LINE_BREAKS = re.compile(r"\s*\n\s*")
HIDDEN_TAGS = frozenset({"script", "style", "title"})
BLOCK_TAGS = frozenset({"br", "p", "div", "li", "tr", "td", "th", "table"})  # each begins a new line of its cell


def is_html(text: str) -> bool:
    """Return whether a text is HTML with a table.

    >>> is_html("<html><table>"), is_html("a,<table>")
    (True, False)
    """
    start = text[:HTML_HEADER_CHARACTERS].lower()
    return start.lstrip().startswith("<") and "<table" in start


def html_sheets(text: str) -> list[Sheet]:
    """Parse the outermost tables, in their order. A table within a cell is text of that cell.

    Raises:
        SourceError: a limit is exceeded.
    """
    page = _PageParser()
    page.feed(text)
    page.close()
    return [
        Sheet(
            name=str(number) if len(page.tables) > 1 else "",
            rows=table.rows(),
            merges=tuple(table.merges),
        )
        for number, table in enumerate(page.tables, 1)
    ]


class _TableGrid:
    """Cells by row and column. Positions that a cell above or to the left spans are left empty."""

    def __init__(self) -> None:
        self.row, self.column, self.row_is_open = -1, 0, False
        self.cells: dict[tuple[int, int], str] = {}
        self.spanned: set[tuple[int, int]] = set()
        self.merges: list[Merge] = []
        self.extent = SheetExtent()

    def next_row(self) -> None:
        self.row, self.column, self.row_is_open = self.row + 1, 0, True

    def add_cell(self, text: str, down: int, across: int) -> None:
        if not self.row_is_open:
            self.next_row()  # the tag of a row may be left out
        while (self.row, self.column) in self.spanned:
            self.column += 1
        top, left = self.row, self.column
        self.column += across
        self.extent.include(top + down, self.column)
        self.cells[top, left] = text
        if down * across > 1:
            self.merges.append(Merge(top, left, top + down - 1, left + across - 1))
            self.extent.add_merges()
            self.spanned |= {(top + y, left + x) for y in range(down) for x in range(across)}
            enforce("cells", len(self.spanned), MAX_CELLS)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(self.cells.get((row, column), "") for column in range(self.extent.columns))
            for row in range(self.row + 1)
        )


class _PageParser(HTMLParser):
    """Collects the outermost tables of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables, self.depth, self.hidden_depth = list[_TableGrid](), 0, 0
        self.text: list[str] | None = None
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.text is not None and tag in BLOCK_TAGS:
            self.text.append("\n")
        if tag in HIDDEN_TAGS:
            self.hidden_depth += 1
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(_TableGrid())
        elif self.depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].next_row()
        elif self.depth == 1 and tag in ("td", "th"):
            self._end_cell()
            attributes = dict(attrs)
            self.span = (_span(attributes.get("rowspan"), MAX_ROWS), _span(attributes.get("colspan"), MAX_COLUMNS))
            self.text = []

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN_TAGS:
            self.hidden_depth = max(0, self.hidden_depth - 1)
        elif tag == "table" and self.depth:
            if self.depth == 1:
                self._end_cell()
            self.depth -= 1
        elif self.depth == 1 and tag in ("td", "th", "tr", "thead", "tbody"):
            self._end_cell()
            if tag not in ("td", "th") and self.tables:
                self.tables[-1].row_is_open = False

    def handle_data(self, data: str) -> None:
        if self.text is not None and not self.hidden_depth:
            self.text.append(data)

    def _end_cell(self) -> None:
        if self.text is not None:
            self.tables[-1].add_cell(LINE_BREAKS.sub("\n", normalize_text("".join(self.text))), *self.span)
            self.text = None


def _span(text: str | None, limit: int) -> int:
    """Parse how many rows or columns a cell spans: 1 where it is no number, at most the limit.

    >>> _span("2", 500), _span(None, 500), _span("-1", 500), _span("99999999", 500)
    (2, 1, 1, 500)
    """
    digits = (text or "").strip()
    return min(max(int(digits), 1), limit) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1
