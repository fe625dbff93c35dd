"""The CSV file of `liantu whatif --add`: organisations assumed to be present."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.analysis.chain import Holding
from graph.model.errors import UsageError
from loaders.sources.text_file import read_text
from queries.region import RegionAnalysis
from queries.scenarios import assumed_holding

ASSUMPTION_COLUMNS = ("organisation", "segment", "role", "level")


MOST_ROWS = 5_000


def read_assumptions(path: Path, analysis: RegionAnalysis) -> list[Holding]:
    """Read the organisations of a CSV file that are assumed present.

    Args:
        path: a CSV with a head: organisation, segment (id or name), and perhaps role (else the segment's own) and level
            (1 to 4).
        picture: knows the segments, roles and levels.

    Raises:
        LoadError: the file cannot be read.
        UsageError: names the file, the row and the column, and says what was expected.
    """
    text = read_text(path)
    try:
        rows = list(csv.DictReader(io.StringIO(text)))
    except csv.Error as problem:
        raise UsageError("assumptions_unreadable", file=str(path), reason=str(problem)) from problem
    if len(rows) > MOST_ROWS:
        raise UsageError("assumptions_unreadable", file=str(path), reason=f"> {MOST_ROWS}")
    if not rows or not set(ASSUMPTION_COLUMNS[:2]) <= set(rows[0]):
        raise UsageError("assumptions_columns", file=str(path), known=list(ASSUMPTION_COLUMNS))
    return [_assumed(path, line, row, analysis) for line, row in enumerate(rows, 2)]


def _assumed(path: Path, line: int, row: Mapping[str | None, str | None], analysis: RegionAnalysis) -> Holding:
    cells = {name: (row.get(name) or "").strip() for name in ASSUMPTION_COLUMNS}

    def wrong(column: str, allowed: Iterable[object]) -> UsageError:
        first_allowed = [str(value) for value in allowed][:20]
        return UsageError(
            "assumptions_value", file=str(path), line=line, column=column, value=cells[column], known=first_allowed
        )

    segments = [segment_id for segment_id, name in analysis.segments.items() if cells["segment"] in (segment_id, name)]
    if len(segments) != 1:
        raise wrong("segment", segments or analysis.segments)
    role = cells["role"]
    if role and role not in analysis.method.roles:
        raise wrong("role", analysis.method.roles)
    levels = {str(level): level for level in analysis.method.levels}
    if cells["level"] and cells["level"] not in levels:
        raise wrong("level", levels)
    if not cells["organisation"]:
        raise wrong("organisation", ())
    return assumed_holding(
        analysis,
        line,
        organisation=cells["organisation"],
        segment=segments[0],
        role=role,
        level=levels.get(cells["level"]),
    )
