"""A sheet's cells as a person sees them: a merged cell is seen at each of its positions."""

from __future__ import annotations

from loaders.errors import in_file
from loaders.sources.limits import MAX_MERGED_CELLS, enforce
from loaders.sources.sheet import Cells, Merge, Sheet


class SheetGrid:
    """A sheet with its merged ranges by position. Rows and columns are counted from 0.

    Raises:
        LoadError: the merged ranges cover too many cells.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.rows, self.title = sheet.rows, sheet.title
        self.width = max(map(len, sheet.rows), default=0)
        self.merges: dict[tuple[int, int], Merge] = {}
        merged_cells = 0
        with in_file(sheet.title):
            for merge in sheet.merges:
                rows = range(merge.top, min(merge.bottom + 1, len(sheet.rows)))
                columns = range(merge.left, min(merge.right + 1, self.width))
                merged_cells += len(rows) * len(columns)
                enforce("merges", merged_cells, MAX_MERGED_CELLS)
                self.merges.update(((row, column), merge) for row in rows for column in columns)
        self.rows_with_merges = {row for row, _ in self.merges}

    def visible_row(self, row: int) -> Cells:
        """Return a row's cells, with those of cells above that are merged down to it."""
        if row not in self.rows_with_merges:
            return self.rows[row]
        merges = ((column, self.merges.get((row, column))) for column in range(self.width))
        from_above = {
            column: self.visible_cell(row, column)
            for column, merge in merges
            if merge and merge.left == column and merge.top < row
        }
        cells = self.rows[row] + ("",) * (self.width - len(self.rows[row]))
        return tuple(from_above.get(column, cell) for column, cell in enumerate(cells))

    def row_with_group(self, row: int, group: str) -> Cells:
        """Return a row's visible cells, with the group's text after the last column."""
        cells = self.visible_row(row)
        return (*cells, *("",) * (self.width - len(cells)), group) if group else cells

    def visible_cell(self, row: int, column: int) -> str:
        """Return the text at a position: a merged range shows its first cell everywhere."""
        merge = self.merges.get((row, column))
        row, column = (merge.top, merge.left) if merge else (row, column)
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""

    def filled(self, row: int) -> int:
        """Return how many visible cells of a row have a text."""
        return sum(map(bool, self.visible_row(row)))

    def text(self, row: int) -> str:
        """Return a row's visible texts, joined."""
        return " ".join(cell for cell in self.visible_row(row) if cell)

    def heads_several_columns(self, merge: Merge) -> bool:
        """Return whether a cell that is merged across has several cells side by side under it."""
        below = merge.bottom + 1
        if merge.top < merge.bottom or below >= len(self.rows) or merge.right - merge.left + 1 >= self.width:
            return False
        return sum(map(bool, self.rows[below][merge.left : merge.right + 1])) > 1

    def has_merge_across(self, row: int) -> bool:
        """Return whether a cell of a row is merged over several columns."""
        merges = (self.merges.get((row, column)) for column in range(self.width))
        return any(merge.right > merge.left for merge in merges if merge)
