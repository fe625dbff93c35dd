"""The tables of a document as rows of cells by their column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.reading.passage import Passage

CellRow = Mapping[int, tuple[Passage, ...]]


@dataclass(frozen=True)
class CellGrid:
    """A table: by column the passages of each row's cells; what is merged stands in its first row only."""

    rows: tuple[CellRow, ...]


def cell_grids(passages: Iterable[Passage]) -> Sequence[CellGrid]:
    """Return the tables among a document's passages, in its order."""
    cells: dict[int, dict[int, dict[int, list[Passage]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for passage in passages:
        if passage.cell is not None:
            cells[passage.cell.table][passage.cell.row][passage.cell.column].append(passage)
    return [
        CellGrid(
            tuple({column: tuple(parts) for column, parts in sorted(row.items())} for _, row in sorted(rows.items()))
        )
        for rows in cells.values()
    ]


def cell_text(cell: Iterable[Passage]) -> str:
    """Return the words of a cell without blanks."""
    return "".join("".join(passage.text.split()) for passage in cell)
