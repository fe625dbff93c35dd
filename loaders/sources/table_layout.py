"""How a person says that a file's sheets are to be read, where the guess is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

# The number of the header's row in its sheet; auto: it is sought; none: the columns are named by their letters.
HeaderRow: TypeAlias = int | Literal["auto", "none"]


@dataclass(frozen=True)
class TableLayout:
    """Where the header is, and whether the rows that Excel hides are rows.

    Args:
        header: the header's row.
        hidden_rows: whether hidden rows are read, those that a filter hides too.
    """

    header: HeaderRow = "auto"
    hidden_rows: bool = True
