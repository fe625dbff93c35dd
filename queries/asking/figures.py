"""The answers that the analysis gives: states of segments, gaps, single suppliers, figures of chains."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.cell import COVERED_STATES, Cell, CoverageState
from graph.analysis.chain import Segment
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap
from graph.model.records import SUPPLY
from queries.asking.district_index import DistrictIndex
from queries.query import LIST_SEPARATOR
from queries.region import RegionAnalysis
from queries.run import Answer

GREATER = "more"  # the argument that asks for the greater of two
FigureRow = Mapping[str, object]
Arguments = Mapping[str, str]
PROJECT = "Project"  # a place at a link that nobody fills yet; the districts' matrix leaves it out too
SEGMENT_COLUMNS = ("id", "name", "chain_id", "chain", "state", "suppliers", "statements")
CHAIN_COLUMNS = ("id", "name", "segments", "known", *(state.value for state in CoverageState), "known_share")
GAP_FIGURE_COLUMNS = ("id", "name", "chain_id", "chain", "gap_kind", "certain", "statements")


@dataclass(frozen=True)
class Facts:
    """The material of figures: the region's analysis, and who is in which district."""

    analysis: RegionAnalysis
    districts: DistrictIndex


@dataclass(frozen=True)
class AnalysisFigure:
    """An answer of the analysis: its columns and the function that makes its rows."""

    columns: tuple[str, ...]
    rows: Callable[[Facts, Arguments], Iterable[FigureRow]]

    def answer(self, facts: Facts, arguments: Arguments) -> Answer:
        """Return the answer for the arguments of a reading."""
        return Answer(self.columns, tuple(self.rows(facts, arguments)))


def coverages(analysis: RegionAnalysis, arguments: Arguments) -> Sequence[Coverage]:
    """Return the chain that a question names, all where it names none."""
    chain = arguments.get("chain", "")
    return [analysis.coverages[chain]] if chain in analysis.coverages else list(analysis.coverages.values())


def items(arguments: Arguments, name: str) -> list[str]:
    """Return the values of a parameter that is a list."""
    return [item for item in arguments.get(name, "").split(LIST_SEPARATOR) if item]


def _states(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    wanted = items(arguments, "states")
    role = next(iter(items(arguments, "roles")), SUPPLY)
    for coverage in coverages(facts.analysis, arguments):
        for segment in coverage.chain.segments.values():
            cell = coverage.cell(segment.id, SUPPLY if role == "production" else role)
            if (not wanted or cell.state.value in wanted) and _is_asked_about(segment, arguments):
                yield _segment_row(coverage, cell, facts.analysis)


def _is_asked_about(segment: Segment, arguments: Arguments) -> bool:
    """Return whether a segment is at the stage that is asked about, and critical where only those are."""
    at_stage = arguments.get("stage", segment.stage) == segment.stage
    return at_stage and (segment.critical or "critical" not in arguments)


def _single(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    for coverage in coverages(facts.analysis, arguments):
        for segment in coverage.chain.segments:
            cell = coverage.cell(segment)
            if len(cell.suppliers) == 1 and _is_asked_about(coverage.chain.segments[segment], arguments):
                yield _segment_row(coverage, cell, facts.analysis)


def _segment_row(coverage: Coverage, cell: Cell, analysis: RegionAnalysis) -> FigureRow:
    return {
        "id": cell.segment,
        "name": coverage.chain.segments[cell.segment].name,
        "chain_id": coverage.chain.id,
        "chain": coverage.chain.name,
        "state": cell.state.value,
        "suppliers": [analysis.organisations.get(id_, id_) for id_ in cell.suppliers],
        "statements": list(cell.statement_ids),
    }


def _gaps(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    kinds, segments = items(arguments, "kinds"), items(arguments, "segments")
    chain = arguments.get("chain")
    gaps = [
        gap
        for gap in facts.analysis.gaps
        if (not chain or gap.chain == chain)
        and (not kinds or gap.kind.value in kinds)
        and (not segments or gap.segment in segments)
        and (gap.certain or "certain" not in arguments)
        and (not gap.segment or _is_asked_about(_segment(facts, gap), arguments))
        and (gap.segment or "stage" not in arguments)
    ]
    limit = arguments.get("limit") or arguments.get("first")
    for gap in gaps[: int(limit)] if limit else gaps:
        coverage = facts.analysis.coverages[gap.chain]
        yield {
            "id": gap.segment or gap.chain,
            "name": coverage.chain.segments[gap.segment].name if gap.segment else coverage.chain.name,
            "chain_id": gap.chain,
            "chain": coverage.chain.name,
            "gap_kind": gap.kind.value,
            "certain": gap.certain,
            "statements": list(gap.statement_ids),
        }


def _segment(facts: Facts, gap: Gap) -> Segment:
    return facts.analysis.coverages[gap.chain].chain.segments[gap.segment]


def _chains(facts: Facts, _: Arguments) -> Iterable[FigureRow]:
    return [_chain_row(coverage) for coverage in facts.analysis.coverages.values()]


def _compare(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    """Return the two chains; the one with more of what is asked for alone, where the question asks which."""
    labels = frozenset(items(arguments, "labels"))
    states = items(arguments, "states") or ([CoverageState.PLANNED.value] if "status" in arguments else [])
    measured = []
    for coverage in _both_chains(facts, arguments):
        members, counts = len(holders(facts, coverage, labels)), coverage.state_counts()
        figure = sum(counts[CoverageState(state)] for state in states) if states else coverage.known_share() or 0
        measured.append((float(members if labels else figure), _chain_row(coverage) | {"members": members}))
    return _compared(measured, arguments)


def _both_chains(facts: Facts, arguments: Arguments) -> list[Coverage]:
    return [facts.analysis.coverages[chain] for chain in _both(arguments, "chain")]


def _both(arguments: Arguments, first: str) -> list[str]:
    """Return the two things that a question names: the parameter of the first, and ``other``."""
    return [arguments[name] for name in (first, "other") if name in arguments]


def _compared(measured: Sequence[tuple[float, FigureRow]], arguments: Arguments) -> list[FigureRow]:
    """Return all rows; only those with the greatest figure where the question asks which has more."""
    is_asked = GREATER in arguments or "number" in arguments
    greatest = max((figure for figure, _ in measured), default=0.0)
    return [row for figure, row in measured if not is_asked or figure == greatest]


def holders(facts: Facts, coverage: Coverage, labels: frozenset[str]) -> set[str]:
    """Return the organisations of a chain that are there already, only those of some labels where any are given."""
    ids = {holding.organisation for holding in coverage.chain.holdings if holding.is_existing}
    things = facts.districts.things
    return {id_ for id_ in ids if not labels or (id_ in things and things[id_].label in labels)}


def _compare_places(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    """Return two districts or parks with what is in them; the greater alone, where the question asks which."""
    counted = [(place, count_members(facts, place, arguments)) for place in _both(arguments, "place")]
    things = facts.districts.things
    rows = [
        (float(members), {"name": things[place].name if place in things else place, "members": members})
        for place, members in counted
    ]
    return _compared(rows, arguments)


def count_members(facts: Facts, place: str, arguments: Arguments) -> int:
    """Return how many things of the types, kinds and chain that are asked for are in a district or a park."""
    labels, kinds = frozenset(items(arguments, "labels")), items(arguments, "kinds")
    rows = [row for row in facts.districts.members(place, labels) if all(k in f"{row.name} {row.kind}" for k in kinds)]
    if chain := arguments.get("chain"):
        members = holders(facts, facts.analysis.coverages[chain], labels)
        rows = [row for row in rows if row.id in members]
    return len(rows)


def _in_both_chains(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    labels = frozenset(items(arguments, "labels"))
    shared = set.intersection(*(holders(facts, coverage, labels) for coverage in _both_chains(facts, arguments)))
    for id_ in sorted(shared):
        yield {"id": id_, "name": facts.analysis.organisations.get(id_, id_)}


def _common_segments(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    for coverage in facts.analysis.coverages.values():
        held = set.intersection(*(_held(coverage, {organisation}) for organisation in _both(arguments, "entity")))
        for segment in sorted(held):
            yield _segment_row(coverage, coverage.cell(segment), facts.analysis)


def _district_segments(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    labels = frozenset(items(arguments, "labels"))
    members = {
        row.id for row in facts.districts.members(arguments["district"], labels) if labels or row.label != PROJECT
    }
    for coverage in coverages(facts.analysis, arguments):
        for segment in sorted(_held(coverage, members)):
            yield _segment_row(coverage, coverage.cell(segment), facts.analysis)


def _held(coverage: Coverage, organisations: Collection[str]) -> set[str]:
    """Return the segments of a chain that some organisations are at already."""
    holdings = coverage.chain.holdings
    return {held.segment for held in holdings if held.is_existing and held.organisation in organisations}


def _district_of(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    return [{"name": district} for district in facts.districts.located.get(arguments["entity"], ())]


def _route(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    for coverage in coverages(facts.analysis, arguments):
        for segment in coverage.uncovered_on_nearest_route:
            yield _segment_row(coverage, coverage.cell(segment), facts.analysis)


def _chain_row(coverage: Coverage) -> dict[str, object]:
    counts = coverage.state_counts()
    known = sum(count for state, count in counts.items() if state != CoverageState.UNKNOWN)
    return {
        "id": coverage.chain.id,
        "name": coverage.chain.name,
        "segments": len(coverage.chain.segments),
        "known": known,
        **{state.value: counts[state] for state in CoverageState},
        "known_share": coverage.known_share(),
    }


def _completeness(facts: Facts, arguments: Arguments) -> Iterable[FigureRow]:
    for coverage in sorted(coverages(facts.analysis, arguments), key=_most_complete_first):
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


ANALYSIS_FIGURES: Mapping[str, AnalysisFigure] = {
    "states": AnalysisFigure(SEGMENT_COLUMNS, _states),
    "single": AnalysisFigure(SEGMENT_COLUMNS, _single),
    "gaps": AnalysisFigure(GAP_FIGURE_COLUMNS, _gaps),
    "chains": AnalysisFigure(CHAIN_COLUMNS, _chains),
    "compare": AnalysisFigure((*CHAIN_COLUMNS, "members"), _compare),
    "compare_places": AnalysisFigure(("name", "members"), _compare_places),
    "in_both_chains": AnalysisFigure(("id", "name"), _in_both_chains),
    "common_segments": AnalysisFigure(SEGMENT_COLUMNS, _common_segments),
    "district_segments": AnalysisFigure(SEGMENT_COLUMNS, _district_segments),
    "district_of": AnalysisFigure(("name",), _district_of),
    "route": AnalysisFigure(SEGMENT_COLUMNS, _route),
    "completeness": AnalysisFigure((*CHAIN_COLUMNS, "value", "low", "high", "covered"), _completeness),
}
