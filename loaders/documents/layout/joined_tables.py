"""A table that the end of a page parts, as one table again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from loaders.documents.layout.glyph import Line
from loaders.documents.layout.paragraphs import FINISHED_SENTENCE
from loaders.documents.layout.rules import SNAP
from loaders.documents.layout.tables import PageTable


@dataclass
class JoinedCell:
    """A cell with its place and extent in the whole table, its width in points, and its lines."""

    row: int
    column: int
    rows: int
    columns: int
    width: float
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Return its characters."""
        return "".join(line.text for line in self.lines)


class JoinedTable:
    """A table, and what of it stands on the following pages.

    A heading row that a page repeats is left out. A row that a page's end cuts is one row again; a merged cell that it
    cuts spans the rows on both sides. The empty cells with which the next page begins are the rest of such cells.
    """

    def __init__(self, table: PageTable) -> None:
        self.cells = list(_cells(table))
        self._last_page = table
        self._rows = len(table.grid.ys) - 1

    def takes(self, table: PageTable) -> bool:
        """Return whether a table has the columns of this one and stands on the next page."""
        before, xs = self._last_page, table.grid.xs
        return (
            table.page == before.page + 1
            and len(xs) == len(before.grid.xs)
            and all(abs(x - other) <= SNAP for x, other in zip(xs, before.grid.xs, strict=True))
        )

    def add(self, table: PageTable) -> None:
        """Add what stands on the next page."""
        cells = list(_cells(table))
        first = 1 if _row_texts(cells, 0) == _row_texts(self.cells, 0) else 0
        cells = [cell for cell in cells if cell.row >= first]
        above = {cell.column: cell for cell in self.cells if cell.row + cell.rows == self._rows}
        top = [cell for cell in cells if cell.row == first]
        is_cut = _is_cut_row(top, above)
        shift = self._rows - first - is_cut
        merged = {cell.column for cell in takewhile(lambda cell: not cell.lines, top)}
        for cell in cells:
            cell.row += shift
            cut = above.get(cell.column) if cell in top else None
            if cut and (is_cut or cell.column in merged or (cell.rows > 1 and not cell.lines)):
                cut.rows = cell.row + cell.rows - cut.row
                cut.lines += cell.lines
            else:
                self.cells.append(cell)
        self._rows = shift + len(table.grid.ys) - 1
        self._last_page = table


def _cells(table: PageTable) -> Iterator[JoinedCell]:
    lines = dict(table.cells)
    for cell in table.grid.cells:
        width = cell.box.right - cell.box.left
        yield JoinedCell(cell.row, cell.column, cell.rows, cell.columns, width, lines.get(cell, ()))


def _row_texts(cells: list[JoinedCell], row: int) -> list[str]:
    return [cell.text for cell in cells if cell.row == row]


def _is_cut_row(top: list[JoinedCell], above: dict[int, JoinedCell]) -> bool:
    """Return whether a page's first row goes on with the last one of the page before.

    It does where some cells are empty that were not, and those that are not go on with an unfinished sentence.
    """
    pairs = [(above.get(cell.column), cell) for cell in top]
    if any(before is None or (before.columns != cell.columns) for before, cell in pairs):
        return False
    known = [(before, cell) for before, cell in pairs if before is not None]
    goes_on = [before for before, cell in known if cell.lines]
    return (
        any(before.lines and not cell.lines for before, cell in known)
        and bool(goes_on)
        and all(before.lines and not FINISHED_SENTENCE.search(before.text) for before in goes_on)
    )
