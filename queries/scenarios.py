"""What if: a picture with organisations assumed present, with plans done, or with something gone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from graph.analysis.chain import Chain, Holding
from graph.analysis.coverage import cover
from graph.analysis.criticality import without
from graph.analysis.method import PRODUCTION, Method
from graph.analysis.scenario import assume, done
from graph.model.errors import UsageError
from loaders.sources.csv_table import read_text
from queries.region import Picture

COLUMNS = ("organisation", "segment", "role", "level")
MOST_ROWS = 5_000
INTENDED = ("planned", "aspired")


def read_assumptions(path: Path, picture: Picture) -> list[Holding]:
    """The organisations of a CSV file, assumed present.

    Args:
        path: a CSV with a head: organisation, segment (id or name), and perhaps role (production) and level (1 to 4).
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
    if not rows or not set(COLUMNS[:2]) <= set(rows[0]):
        raise UsageError("assumptions_columns", file=str(path), known=list(COLUMNS))
    return [_assumed(path, line, row, picture) for line, row in enumerate(rows, 2)]


def _assumed(path: Path, line: int, row: Mapping[str | None, str | None], picture: Picture) -> Holding:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}

    def wrong(column: str, known: Iterable[object]) -> UsageError:
        few = [str(one) for one in known][:20]
        return UsageError("assumptions_value", file=str(path), line=line, column=column, value=cells[column], known=few)

    segments = [one for one, name in picture.segments.items() if cells["segment"] in (one, name)]
    if len(segments) != 1:
        raise wrong("segment", segments or picture.segments)
    role = cells["role"] or PRODUCTION
    if role not in picture.method.roles:
        raise wrong("role", picture.method.roles)
    levels = {str(level): level for level in picture.method.levels}
    if cells["level"] and cells["level"] not in levels:
        raise wrong("level", levels)
    if not cells["organisation"]:
        raise wrong("organisation", ())
    return assumed_holding(picture, line, cells["organisation"], segments[0], role, levels.get(cells["level"]))


def assumed_holding(
    picture: Picture, number: int, organisation: str, segment: str, role: str, level: int | None = None
) -> Holding:
    """An organisation, by id or name, that is assumed to be at a segment; one that is known here stays the same one."""
    ids = {name: id_ for id_, name in picture.organisations.items()}
    who = ids.get(organisation, organisation)
    return Holding(f"assumed/{number}", who, segment, role, "existing", "", level=level)


def with_assumed(picture: Picture, added: Collection[Holding]) -> Picture:
    """The picture with these organisations there."""
    return _changed(picture, lambda chain: assume(chain, added))


def with_done(picture: Picture, statuses: Collection[str]) -> Picture:
    """The picture with everything of these statuses, planned or aspired, done."""
    return _changed(picture, lambda chain: done(chain, statuses))


def with_gone(picture: Picture, gone: Collection[str]) -> Picture:
    """The picture as if the nodes of these ids were deleted."""
    return _changed(picture, lambda chain: without(chain, gone))


def remeasured(picture: Picture, method: Method) -> Picture:
    """The same picture by another method."""
    after = {id_: cover(c.chain, method, c.structure) for id_, c in picture.coverages.items()}
    return replace(picture, coverages=after, method=method)


def _changed(picture: Picture, change: Callable[[Chain], Chain]) -> Picture:
    """The same picture with each chain changed; a chain that stays is not computed again."""
    after = {}
    for id_, coverage in picture.coverages.items():
        chain = change(coverage.chain)
        same_shape = chain.graph is coverage.chain.graph
        after[id_] = cover(chain, picture.method, coverage.structure if same_shape else None)
    return replace(picture, coverages=after)
