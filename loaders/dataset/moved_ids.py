"""moved_ids.csv: ids that a dataset has given up, each with the id that stands for the same thing now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.errors import RowError


@dataclass(frozen=True)
class MovedId:
    """One row of moved_ids.csv. ``file`` and ``line`` are for messages."""

    old: str
    new: str
    file: str = ""
    line: int = 0


def resolve_moved_ids(rows: Iterable[MovedId]) -> tuple[tuple[str, ...], list[RowError]]:
    """Resolve chains of moved ids, so that every old id leads straight to an id that is in use.

    Args:
        rows: the rows, in the order of the file.

    Returns:
        One text "old new" for each old id, sorted; and the rows refused: an id that moves to itself, an old id with a
        second new one, and every row whose chain ends in a circle.

    >>> resolve_moved_ids([MovedId("a", "b"), MovedId("b", "c")])
    (('a c', 'b c'), [])
    """
    moves: dict[str, MovedId] = {}
    refused: list[RowError] = []
    for row in rows:
        if row.old == row.new:
            refused.append(RowError("moved_id_same", file=row.file, line=row.line, id=row.old))
        elif row.old in moves and moves[row.old].new != row.new:
            other = moves[row.old].new
            refused.append(
                RowError("moved_id_twice", file=row.file, line=row.line, id=row.old, first=other, second=row.new)
            )
        else:
            moves.setdefault(row.old, row)
    targets = {old: _last_id(old, moves) for old in moves}
    for old, row in moves.items():
        if not targets[old]:
            refused.append(RowError("moved_id_circle", file=row.file, line=row.line, id=old))
    return tuple(sorted(f"{old} {new}" for old, new in targets.items() if new)), refused


def _last_id(old: str, moves: dict[str, MovedId]) -> str:
    """Return the id at the end of a chain of moves, or "" where the chain is a circle."""
    passed = {old}
    new = moves[old].new
    while new in moves and new not in passed:
        passed.add(new)
        new = moves[new].new
    return "" if new in passed else new
