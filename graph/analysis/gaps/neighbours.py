"""The covered segments around an open one, and the statements that cover them."""

from __future__ import annotations

import networkx as nx

from graph.analysis.cell import Cell, CoverageState
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Reason


def covered_upstream(coverage: Coverage, segment: str) -> list[str]:
    """Return the segments with production before it, in id order."""
    return _held(coverage, segment, coverage.structure.upstream[segment])


def covered_downstream(coverage: Coverage, segment: str) -> list[str]:
    """Return the segments with production after it, in id order."""
    return _held(coverage, segment, coverage.structure.downstream[segment])


def _held(coverage: Coverage, segment: str, mask: int) -> list[str]:
    return [s for s in coverage.structure.segments(mask) if s != segment and coverage.cell(s).is_covered]


def nearest(coverage: Coverage, segment: str, covered: list[str], *, upstream: bool) -> list[str]:
    """Return those of the segments that are the fewest steps away."""
    graph = coverage.chain.graph
    steps = nx.single_source_shortest_path_length(graph.reverse(copy=False) if upstream else graph, segment)
    fewest = min((steps[s] for s in covered), default=0)
    return [s for s in covered if steps[s] == fewest]


def _state_reason(cell: Cell) -> Reason:
    """Return the reason that the state is; a list with a lower limit of size says how far it reaches."""
    code = f"state_{cell.state.name.lower()}"
    if cell.state == CoverageState.UNKNOWN and cell.silent_above:
        return Reason("state_unknown_above", {"size": cell.silent_above[0]})
    sizes = sorted({claim.above for claim in cell.claims if claim.above})
    if cell.state == CoverageState.ABSENT and sizes and not cell.absences:
        return Reason("state_absent_above", {"size": sizes[0]})
    return Reason(code)


def nearest_covered(coverage: Coverage, segment: str) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """Return the reasons why an open segment matters, by the production nearest to it, and their statements."""
    cell = coverage.cell(segment)
    before = nearest(coverage, segment, covered_upstream(coverage, segment), upstream=True)
    after = nearest(coverage, segment, covered_downstream(coverage, segment), upstream=False)
    reasons = [_state_reason(cell)]
    if coverage.chain.segments[segment].critical:
        reasons.append(Reason("critical"))
    if before:
        reasons.append(Reason("held_upstream", {"segments": tuple(before)}))
    if after:
        reasons.append(Reason("held_downstream", {"segments": tuple(after)}))
    statement_ids = set(cell.statement_ids)
    statement_ids |= {h.id for s in (*before, *after) for h in coverage.cell(s).holdings if h.is_existing}
    if not statement_ids:
        reasons.append(Reason("from_template"))
    return tuple(reasons), tuple(sorted(statement_ids))
