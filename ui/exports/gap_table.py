"""The gap list as a table: the plain columns that are handed over, and the numbers behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.analysis.gaps.strengthen import NOT_ASSESSABLE
from ui.presenters.figures import short_number
from ui.presenters.gaps import GapRow
from ui.text import Words

GAP_LIST_COLUMNS = ("place", "chain", "segment", "kind", "reason", "here", "beside", "remark")
FOLLOW_UP_COLUMN = "follow_up"  # before the remark, in a list of which something is followed up
SCORE_COLUMNS = ("place", "id", "chain", "segment", "certain", "score", "parts")
MAX_CELL_NAMES = 4  # organisations that a cell names; the sheet of sources has all
GapCell = str | int | float
GapStatuses = Mapping[tuple[str, str], str]  # how far gaps are pursued, in words, by chain and segment
NO_GAP_STATUSES: GapStatuses = {}


def list_columns(rows: Iterable[GapRow], statuses: GapStatuses) -> tuple[str, ...]:
    """Return the columns of a list of gaps; that of follow-ups only where one of the gaps is followed up."""
    if not any(_key(row) in statuses for row in rows):
        return GAP_LIST_COLUMNS
    return (*GAP_LIST_COLUMNS[:-1], FOLLOW_UP_COLUMN, GAP_LIST_COLUMNS[-1])


def header(columns: Sequence[str], words: Words) -> list[str]:
    """Return the names of columns."""
    return [words(f"column.{name}") for name in columns]


def table(
    rows: Sequence[GapRow], columns: Sequence[str], words: Words, statuses: GapStatuses = NO_GAP_STATUSES
) -> list[list[GapCell]]:
    """Return one line for each gap, as it is handed over; the last column is left to be filled in."""
    lines = (_cells(place, row, words, statuses.get(_key(row), "")) for place, row in enumerate(rows, 1))
    return [[cells[name] for name in columns] for cells in lines]


def csv_header(rows: Sequence[GapRow], words: Words, statuses: GapStatuses = NO_GAP_STATUSES) -> list[str]:
    """Return the names of the columns of a list in which confirmed gaps and those to ask about are not apart."""
    return [*header(list_columns(rows, statuses), words), words("column.certain")]


def csv_table(rows: Sequence[GapRow], words: Words, statuses: GapStatuses = NO_GAP_STATUSES) -> list[list[str]]:
    """Return one line for each gap, its certainty at the end."""
    lines = zip(table(rows, list_columns(rows, statuses), words, statuses), rows, strict=True)
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
            float(short_number(row.score)),
            parts_text(row, words),
        ]
        for place, row in enumerate(rows, 1)
    ]


def parts_text(row: GapRow, words: Words) -> str:
    """Write the score's parts in one line."""
    parts = {name: _part_text(part, words) for name, part in row.parts.items() if part is not None}
    return words("separator.clause").join(f"{words(f'part.{name}')} {part}" for name, part in parts.items())


def _part_text(part: object, words: Words) -> object:
    if isinstance(part, float):
        return short_number(part)
    return words("unassessable") if part == NOT_ASSESSABLE else part


def here_text(row: GapRow, words: Words) -> str:
    """Write who is at the gap's own segment."""
    return _names(row.organisations_here(), words)


def beside_text(row: GapRow, words: Words) -> str:
    """Write who is at the segments next to the gap's, each with its segment."""
    return _names(
        [words("dossier.with_note", name=name, note=at) if at else name for name, at in row.organisations_beside()],
        words,
    )


def _key(row: GapRow) -> tuple[str, str]:
    return row.chain, row.segment


def _cells(place: int, row: GapRow, words: Words, status: str) -> dict[str, GapCell]:
    return {
        "place": place,
        "chain": row.chain_name,
        "segment": _segment(row, words),
        "kind": words(f"kind.{row.kind}"),
        "reason": row.reason,
        "here": here_text(row, words),
        "beside": beside_text(row, words),
        FOLLOW_UP_COLUMN: status,
        "remark": "",
    }


def _names(names: Sequence[str], words: Words) -> str:
    text = words.join(list(names[:MAX_CELL_NAMES]))
    more = len(names) > MAX_CELL_NAMES
    return words("dossier.and_more.organisation", names=text, count=len(names)) if more else text


def _segment(row: GapRow, words: Words) -> str:
    return row.segment_name or words("gaps.whole")
