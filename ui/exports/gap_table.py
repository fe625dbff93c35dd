"""The gap list as a table: what XLSX, CSV and the pages show of it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analysis.gaps.strengthen import NOT_ASSESSABLE
from ui.presenters.gaps import GapRow
from ui.text import Words

GAP_TABLE_COLUMNS = ("place", "kind", "certain", "chain", "segment", "score", "reason", "parts", "id")
GapCell = str | int | float


def header(words: Words) -> list[str]:
    """Return the columns' names."""
    return [words(f"column.{name}") for name in GAP_TABLE_COLUMNS]


def table(rows: Sequence[GapRow], words: Words) -> list[list[GapCell]]:
    """Return one line for each gap, numbers as numbers."""
    return [_line(place, row, words) for place, row in enumerate(rows, 1)]


def _line(place: int, row: GapRow, words: Words) -> list[GapCell]:
    sure = words(f"sure.{'yes' if row.certain else 'no'}")
    segment = row.segment_name or words("gaps.whole")
    kind = words(f"kind.{row.kind}")
    return [place, kind, sure, row.chain_name, segment, round(row.score, 4), row.reason, parts_text(row, words), row.id]


def parts_text(row: GapRow, words: Words) -> str:
    """Write the score's parts in one line."""
    parts = {
        name: f"{part:.3g}" if isinstance(part, float) else words("unassessable") if part == NOT_ASSESSABLE else part
        for name, part in row.parts.items()
        if part is not None
    }
    return words("separator.clause").join(f"{words(f'part.{name}')} {part}" for name, part in parts.items())
