"""The cells of a web page's table by their places, and tables that only lay out a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from loaders.documents.html_content import squeezed, tag_of
from loaders.documents.limits import MAX_TABLE_COLUMNS, enforce_limit
from loaders.documents.xml_elements import integer

ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
CELL_TAGS = frozenset({"td", "th"})
MAX_ROW_SPAN = 65_534  # of HTML's standard
LAYOUT_CHARACTERS = 800  # of a cell that holds most of its table: the table lays out a page
LAYOUT_SHARE = 0.6


class HtmlCell(NamedTuple):
    """A cell: its element, its path below the table, and its place and extent in the table."""

    element: etree._Element
    path: str
    row: int
    column: int
    rows: int
    columns: int


def table_cells(table: etree._Element) -> Iterator[HtmlCell]:
    """Yield the cells of a table in reading order.

    Raises:
        SourceError: ``document_limit``.
    """
    taken: dict[int, int] = {}  # by column, how many rows a cell above still spans
    for row, (element, path) in enumerate(_rows(table)):
        column = 0
        below = {at: rows - 1 for at, rows in taken.items() if rows > 1}
        for number, cell in enumerate((inner for inner in element if tag_of(inner) in CELL_TAGS), 1):
            while column in taken:
                column += 1
            columns = max(integer(cell.get("colspan") or "", 1), 1)
            rows = min(max(integer(cell.get("rowspan") or "", 1), 1), MAX_ROW_SPAN)
            enforce_limit("columns", column + columns, MAX_TABLE_COLUMNS)
            yield HtmlCell(cell, f"{path}/{tag_of(cell)}[{number}]", row, column, rows, columns)
            below |= {column + beside: rows - 1 for beside in range(columns) if rows > 1}
            column += columns
        taken = below


def is_layout(table: etree._Element) -> bool:
    """Return whether a table only lays out a page: it holds a table, a single cell, or one that is nearly all of it."""
    if table.get("role") == "presentation" or any(inner is not table for inner in table.iter("table")):
        return True
    sizes = [len(squeezed("".join(cell.itertext()))) for cell in table.iter("td", "th")]
    filled = [size for size in sizes if size]
    return len(filled) < 2 or (max(filled) > LAYOUT_CHARACTERS and max(filled) > LAYOUT_SHARE * sum(filled))


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the rows with their paths below the table."""
    counts: dict[str, int] = {}
    for child in table:
        tag = tag_of(child)
        counts[tag] = counts.get(tag, 0) + 1
        if tag == "tr":
            yield child, f"tr[{counts[tag]}]"
        elif tag in ROW_GROUPS:
            rows = (inner for inner in child if tag_of(inner) == "tr")
            yield from ((row, f"{tag}[{counts[tag]}]/tr[{number}]") for number, row in enumerate(rows, 1))
