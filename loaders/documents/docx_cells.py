"""The cells of a DOCX table by their places in its grid."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from loaders.documents.docx_runs import is_deleted, unwrapped
from loaders.documents.limits import MAX_TABLE_COLUMNS, enforce_limit
from loaders.documents.xml_elements import attribute, child, integer, local_name


@dataclass
class TableRowCell:
    """A cell: its element, where it stands in the table's XML, and its place and extent in the grid."""

    element: etree._Element
    origin: str
    row: int
    column: int
    columns: int
    rows: int = 1


def table_cells(table: etree._Element) -> list[TableRowCell]:
    """Return the cells in reading order. A merged one comes once, at its upper left corner; deleted rows are left out.

    Raises:
        SourceError: ``document_limit``.
    """
    cells: list[TableRowCell] = []
    above: dict[int, TableRowCell] = {}  # by column, the cell that a merged one below it continues
    row = 0
    for number, element in enumerate(_named(table, "tr"), 1):
        properties = child(element, "trPr")
        if is_deleted(properties):
            continue
        column = integer(attribute(child(properties, "gridBefore"), "val"), 0)
        for place, cell_element in enumerate(_named(element, "tc"), 1):
            cell_properties = child(cell_element, "tcPr")
            columns = max(integer(attribute(child(cell_properties, "gridSpan"), "val"), 1), 1)
            enforce_limit("columns", column + columns, MAX_TABLE_COLUMNS)
            if _continues(cell_properties) and column in above:
                above[column].rows = row - above[column].row + 1
            else:
                cell = TableRowCell(cell_element, f"tr[{number}]/tc[{place}]", row, column, columns)
                cells.append(cell)
                above[column] = cell
            column += columns
        row += 1
    return cells


def _named(parent: etree._Element, name: str) -> list[etree._Element]:
    return [element for element in unwrapped(parent) if local_name(element) == name]


def _continues(properties: etree._Element | None) -> bool:
    """Return whether a cell goes on with the one above it: a merge that says neither "restart" nor anything."""
    merge = child(properties, "vMerge")
    return merge is not None and attribute(merge, "val") in ("", "continue")
