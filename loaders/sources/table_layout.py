"""How a person says that a file's sheets are to be read, where the guess is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

# The number of the header's row in its sheet; auto: it is sought; none: the columns are named by their letters.
HeaderRow: TypeAlias = int | Literal["auto", "none"]


@dataclass(frozen=True)
class TableLayout:
    """The place of the header, and whether the rows that Excel hides are rows.

    Args:
        header: the header's row.
        hidden_rows: whether hidden rows are read, those that a filter hides too.
    """

    header: HeaderRow = "auto"
    hidden_rows: bool = True


def header_layout(row: int | None, *, hidden_rows: bool = True) -> TableLayout:
    """Return the layout of a header's row as a person gives it: None to seek it, 0 for none.

    >>> header_layout(None).header, header_layout(0).header, header_layout(3).header
    ('auto', 'none', 3)
    """
    header: HeaderRow = "auto" if row is None else row or "none"
    return TableLayout(header=header, hidden_rows=hidden_rows)
