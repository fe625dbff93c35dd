"""The tables of a page: what stands within the cells of a grid of rules."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.documents.layout.glyph import Glyph, Line, is_placed
from loaders.documents.layout.lines import lines_of
from loaders.documents.layout.order import rows_of
from loaders.documents.layout.rules import Grid, GridCell, grids_of
from loaders.documents.text_document import PageBox


@dataclass(frozen=True)
class PageTable:
    """A table on a page: its grid, and the lines of each cell that has any, from the top down."""

    page: int
    grid: Grid
    cells: tuple[tuple[GridCell, tuple[Line, ...]], ...]

    @property
    def first_row(self) -> list[str]:
        """Return the texts of its first row."""
        return ["".join(line.text for line in lines) for cell, lines in self.cells if cell.row == 0]


@dataclass(frozen=True)
class TableLine(Line):
    """A table in its place among the lines of a page. Its only character is an empty one as large as the table."""

    table: PageTable


def lines_and_tables(glyphs: Sequence[Glyph], rules: Sequence[PageBox], page: int) -> tuple[Line, ...]:
    """Return the lines and the tables of a page.

    Args:
        glyphs: its characters in the order in which the file draws them.
        rules: the boxes of rules drawn on it.
        page: its number.
    """
    placed = [glyph for glyph in glyphs if is_placed(glyph.box)]
    outside, tables = _part_tables(placed, [rule for rule in rules if is_placed(rule)], page)
    places = [TableLine((Glyph("", table.grid.box),), page, table) for table in tables]
    return (*lines_of(outside, page), *places)


def _part_tables(glyphs: Sequence[Glyph], rules: Sequence[PageBox], page: int) -> tuple[list[Glyph], list[PageTable]]:
    """Part the characters outside of tables from the tables."""
    tables: list[PageTable] = []
    for grid in sorted(grids_of(rules), key=lambda grid: (grid.box.bottom - grid.box.top) * len(grid.cells)):
        glyphs, inside = _parted(glyphs, grid.box)
        table = PageTable(page, grid, tuple(_filled_cells(grid, inside, page)))
        if _is_table(table):
            tables.append(table)
        else:
            glyphs = [*glyphs, *inside]
    return list(glyphs), tables


def _parted(glyphs: Sequence[Glyph], box: PageBox) -> tuple[list[Glyph], list[Glyph]]:
    inside = [_is_within(glyph, box) for glyph in glyphs]
    return (
        [glyph for glyph, within in zip(glyphs, inside, strict=True) if not within],
        [glyph for glyph, within in zip(glyphs, inside, strict=True) if within],
    )


def _filled_cells(grid: Grid, glyphs: Sequence[Glyph], page: int) -> list[tuple[GridCell, tuple[Line, ...]]]:
    units = {
        (cell.row + below, cell.column + beside): cell
        for cell in grid.cells
        for below in range(cell.rows)
        for beside in range(cell.columns)
    }
    inside: dict[GridCell, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = glyph.centre
        inside[units[_place(grid.ys, y), _place(grid.xs, x)]].append(glyph)
    filled = [(cell, lines_of(inside[cell], page)) for cell in grid.cells if cell in inside]
    return [(cell, tuple(rows_of(lines))) for cell, lines in filled if lines]


def _place(borders: Sequence[float], at: float) -> int:
    return min(bisect_right(borders, at), len(borders) - 1) - 1


def _is_table(table: PageTable) -> bool:
    """Return whether at least two cells are filled: boxes around a heading, and drawings, are no tables."""
    return len(table.cells) > 1


def _is_within(glyph: Glyph, box: PageBox) -> bool:
    x, y = glyph.centre
    return box.left <= x <= box.right and box.top <= y <= box.bottom
