"""The gap list as a table: the plain columns that are handed over, and the numbers behind them."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analysis.gaps.strengthen import NOT_ASSESSABLE
from ui.presenters.gaps import GapRow
from ui.text import Words

GAP_LIST_COLUMNS = ("place", "chain", "segment", "kind", "reason", "here", "beside", "remark")
SCORE_COLUMNS = ("place", "id", "chain", "segment", "certain", "score", "parts")
MAX_CELL_NAMES = 4  # organisations that a cell names; the sheet of sources has all
GapCell = str | int | float


def header(words: Words) -> list[str]:
    """Return the names of the list's columns."""
    return [words(f"column.{name}") for name in GAP_LIST_COLUMNS]


def table(rows: Sequence[GapRow], words: Words) -> list[list[GapCell]]:
    """Return one line for each gap, as it is handed over; the last column is left to be filled in."""
    return [_line(place, row, words) for place, row in enumerate(rows, 1)]


def csv_header(words: Words) -> list[str]:
    """Return the names of the columns of a list in which confirmed gaps and those to ask about are not apart."""
    return [*header(words), words("column.certain")]


def csv_table(rows: Sequence[GapRow], words: Words) -> list[list[str]]:
    """Return one line for each gap, its certainty at the end."""
    lines = zip(table(rows, words), rows, strict=True)
    return [[*map(str, line), words(f"gap_page.certainty.{'yes' if row.certain else 'no'}")] for line, row in lines]


def score_header(words: Words) -> list[str]:
    """Return the names of the columns of the numbers behind the list."""
    return [words(f"column.{name}") for name in SCORE_COLUMNS]


def score_table(rows: Sequence[GapRow], words: Words) -> list[list[GapCell]]:
    """Return the score of each gap with its parts, for those who check the list."""
    return [
        [
            place,
            row.id,
            row.chain_name,
            _segment(row, words),
            words(f"sure.{'yes' if row.certain else 'no'}"),
            round(row.score, 4),
            parts_text(row, words),
        ]
        for place, row in enumerate(rows, 1)
    ]


def parts_text(row: GapRow, words: Words) -> str:
    """Write the score's parts in one line."""
    parts = {
        name: f"{part:.3g}" if isinstance(part, float) else words("unassessable") if part == NOT_ASSESSABLE else part
        for name, part in row.parts.items()
        if part is not None
    }
    return words("separator.clause").join(f"{words(f'part.{name}')} {part}" for name, part in parts.items())


def here_text(row: GapRow, words: Words) -> str:
    """Write who is at the gap's own segment."""
    return _names(row.organisations_here(), words)


def beside_text(row: GapRow, words: Words) -> str:
    """Write who is at the segments next to the gap's, each with its segment."""
    return _names(
        [words("dossier.with_note", name=name, note=at) if at else name for name, at in row.organisations_beside()],
        words,
    )


def _line(place: int, row: GapRow, words: Words) -> list[GapCell]:
    return [
        place,
        row.chain_name,
        _segment(row, words),
        words(f"kind.{row.kind}"),
        row.reason,
        here_text(row, words),
        beside_text(row, words),
        "",
    ]


def _names(names: Sequence[str], words: Words) -> str:
    text = words.join(list(names[:MAX_CELL_NAMES]))
    more = len(names) > MAX_CELL_NAMES
    return words("dossier.and_more.organisation", names=text, count=len(names)) if more else text


def _segment(row: GapRow, words: Words) -> str:
    return row.segment_name or words("gaps.whole")
