"""The answers that the analysis gives: states of segments, gaps, single suppliers, figures of chains."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.cell import COVERED_STATES, Cell, CoverageState
from graph.analysis.coverage import Coverage
from graph.model.records import SUPPLY
from queries.query import LIST_SEPARATOR
from queries.region import RegionAnalysis
from queries.run import Answer

Row = Mapping[str, object]
Arguments = Mapping[str, str]
SEGMENT_COLUMNS = ("id", "name", "chain_id", "chain", "state", "suppliers", "statements")
CHAIN_COLUMNS = ("id", "name", "segments", "known", *(state.value for state in CoverageState), "known_share")
GAP_COLUMNS = ("id", "name", "chain_id", "chain", "gap_kind", "certain", "statements")


@dataclass(frozen=True)
class Figure:
    """An answer of the analysis: its columns and the function that makes its rows."""

    columns: tuple[str, ...]
    rows: Callable[[RegionAnalysis, Arguments], Iterable[Row]]

    def answer(self, analysis: RegionAnalysis, arguments: Arguments) -> Answer:
        """Return the answer for the arguments of a reading."""
        return Answer(self.columns, tuple(self.rows(analysis, arguments)))


def _coverages(analysis: RegionAnalysis, arguments: Arguments) -> Sequence[Coverage]:
    chain = arguments.get("chain")
    return [analysis.coverages[chain]] if chain in analysis.coverages else list(analysis.coverages.values())


def _items(arguments: Arguments, name: str) -> list[str]:
    return [item for item in arguments.get(name, "").split(LIST_SEPARATOR) if item]


def _states(analysis: RegionAnalysis, arguments: Arguments) -> Iterable[Row]:
    wanted = _items(arguments, "states")
    role = next(iter(_items(arguments, "roles")), SUPPLY)
    for coverage in _coverages(analysis, arguments):
        for segment in coverage.chain.segments.values():
            cell = coverage.cell(segment.id, SUPPLY if role == "production" else role)
            is_wanted = not wanted or cell.state.value in wanted
            at_stage = arguments.get("stage", segment.stage) == segment.stage
            if is_wanted and at_stage and (segment.critical or "critical" not in arguments):
                yield _segment_row(coverage, cell, analysis)


def _single(analysis: RegionAnalysis, arguments: Arguments) -> Iterable[Row]:
    for coverage in _coverages(analysis, arguments):
        for segment in coverage.chain.segments:
            cell = coverage.cell(segment)
            if len(cell.suppliers) == 1:
                yield _segment_row(coverage, cell, analysis)


def _segment_row(coverage: Coverage, cell: Cell, analysis: RegionAnalysis) -> Row:
    return {
        "id": cell.segment,
        "name": coverage.chain.segments[cell.segment].name,
        "chain_id": coverage.chain.id,
        "chain": coverage.chain.name,
        "state": cell.state.value,
        "suppliers": [analysis.organisations.get(id_, id_) for id_ in cell.suppliers],
        "statements": list(cell.statement_ids),
    }


def _gaps(analysis: RegionAnalysis, arguments: Arguments) -> Iterable[Row]:
    kinds = _items(arguments, "kinds")
    chain = arguments.get("chain")
    gaps = [
        gap for gap in analysis.gaps if (not chain or gap.chain == chain) and (not kinds or gap.kind.value in kinds)
    ]
    limit = arguments.get("limit")
    for gap in gaps[: int(limit)] if limit else gaps:
        coverage = analysis.coverages[gap.chain]
        yield {
            "id": gap.segment or gap.chain,
            "name": coverage.chain.segments[gap.segment].name if gap.segment else coverage.chain.name,
            "chain_id": gap.chain,
            "chain": coverage.chain.name,
            "gap_kind": gap.kind.value,
            "certain": gap.certain,
            "statements": list(gap.statement_ids),
        }


def _chains(analysis: RegionAnalysis, _: Arguments) -> Iterable[Row]:
    return [_chain_row(coverage) for coverage in analysis.coverages.values()]


def _compare(analysis: RegionAnalysis, arguments: Arguments) -> Iterable[Row]:
    return [_chain_row(analysis.coverages[arguments[name]]) for name in ("chain", "other") if name in arguments]


def _chain_row(coverage: Coverage) -> Row:
    counts = coverage.state_counts()
    known = sum(count for state, count in counts.items() if state != CoverageState.UNKNOWN)
    return {
        "id": coverage.chain.id,
        "name": coverage.chain.name,
        "segments": len(coverage.chain.segments),
        "known": known,
        **{state.value: counts.get(state, 0) for state in CoverageState},
        "known_share": coverage.known_share(),
    }


def _completeness(analysis: RegionAnalysis, arguments: Arguments) -> Iterable[Row]:
    for coverage in sorted(_coverages(analysis, arguments), key=_most_complete_first):
        span = coverage.completeness()
        yield {
            **_chain_row(coverage),
            "value": coverage.known_completeness(),
            "low": span.low if span else None,
            "high": span.high if span else None,
            "covered": sum(coverage.cell(segment).state in COVERED_STATES for segment in coverage.chain.segments),
        }


def _most_complete_first(coverage: Coverage) -> tuple[float, str]:
    return -(coverage.known_completeness() or 0), coverage.chain.id


FIGURES: Mapping[str, Figure] = {
    "states": Figure(SEGMENT_COLUMNS, _states),
    "single": Figure(SEGMENT_COLUMNS, _single),
    "gaps": Figure(GAP_COLUMNS, _gaps),
    "chains": Figure(CHAIN_COLUMNS, _chains),
    "compare": Figure(CHAIN_COLUMNS, _compare),
    "completeness": Figure((*CHAIN_COLUMNS, "value", "low", "high", "covered"), _completeness),
}


def figure_parameters() -> Collection[str]:
    """Return the parameters that figures take; the year and the region choose the analysis itself."""
    return ("chain", "other", "states", "critical", "stage", "roles", "kinds", "limit", "until")
