"""Who has the most, or the least: chains, links, organisations, districts and parks, by what a question counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from graph.analysis.cell import CoverageState
from graph.analysis.coverage import Coverage
from queries.asking.district_index import PARK_LABEL
from queries.asking.figures import AnalysisFigure, Arguments, Facts, FigureRow, count_members, coverages, holders, items

RANKED_COLUMNS = ("id", "name", "count")
LEAST = "least"  # the value of ``most`` where the fewest are asked for


def _chains(facts: Facts, arguments: Arguments) -> list[FigureRow]:
    """Rank chains by their links, by those in some states, or by the organisations of some types."""
    states, labels = items(arguments, "states"), frozenset(items(arguments, "labels"))

    def figure(coverage: Coverage) -> int:
        if labels:
            return len(holders(facts, coverage, labels))
        counts = coverage.state_counts()
        return sum(counts[CoverageState(state)] for state in states) if states else len(coverage.chain.segments)

    return _first({c.chain.id: (c.chain.name, figure(c)) for c in facts.analysis.coverages.values()}, arguments)


def _complete(facts: Facts, arguments: Arguments) -> list[FigureRow]:
    """Rank chains by how complete they are, as far as is known."""
    found = ((c.chain, c.known_completeness()) for c in facts.analysis.coverages.values())
    return _first({chain.id: (chain.name, share) for chain, share in found if share is not None}, arguments)


def _segments(facts: Facts, arguments: Arguments) -> list[FigureRow]:
    """Rank links by the organisations, of some types, that are there already."""
    names = {id_: s.name for c in facts.analysis.coverages.values() for id_, s in c.chain.segments.items()}
    members = _grouped((segment, organisation) for organisation, segment, _ in _held(facts, arguments))
    return _first({id_: (names[id_], len(ids)) for id_, ids in members.items()}, arguments)


def _organisations(facts: Facts, arguments: Arguments) -> list[FigureRow]:
    """Rank organisations by the links that they are at already."""
    return _by_organisation(facts, ((who, segment) for who, segment, _ in _held(facts, arguments)), arguments)


def _in_chains(facts: Facts, arguments: Arguments) -> list[FigureRow]:
    """Rank organisations by the chains that they are in already."""
    return _by_organisation(facts, ((who, chain) for who, _, chain in _held(facts, arguments)), arguments)


def _by_organisation(facts: Facts, pairs: Iterable[tuple[str, str]], arguments: Arguments) -> list[FigureRow]:
    names = facts.analysis.organisations
    return _first({id_: (names.get(id_, id_), len(ids)) for id_, ids in _grouped(pairs).items()}, arguments)


def _districts(facts: Facts, arguments: Arguments) -> list[FigureRow]:
    """Rank districts, which are their own ids, by what is in them."""
    districts = set(facts.districts.spellings.values())
    return _first({name: (name, count_members(facts, name, arguments)) for name in districts}, arguments)


def _parks(facts: Facts, arguments: Arguments) -> list[FigureRow]:
    """Rank parks by what is in them."""
    parks = {id_: thing.name for id_, thing in facts.districts.things.items() if thing.label == PARK_LABEL}
    return _first({id_: (name, count_members(facts, id_, arguments)) for id_, name in parks.items()}, arguments)


def _held(facts: Facts, arguments: Arguments) -> Iterator[tuple[str, str, str]]:
    """Yield organisation, link and chain of what is there already, by organisations of the types that are asked for."""
    labels = frozenset(items(arguments, "labels"))
    for coverage in coverages(facts.analysis, arguments):
        chosen = holders(facts, coverage, labels)
        for holding in coverage.chain.holdings:
            if holding.is_existing and holding.organisation in chosen:
                yield holding.organisation, holding.segment, coverage.chain.id


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for key, member in pairs:
        groups.setdefault(key, set()).add(member)
    return groups


def _first(ranked: Mapping[str, tuple[str, float]], arguments: Arguments) -> list[FigureRow]:
    """Return all that share the greatest figure, or the least one; where it is none, nobody has the most."""
    choose: Callable[..., float] = min if arguments.get("most") == LEAST else max
    chosen = choose((figure for _, figure in ranked.values()), default=0.0)
    if not chosen and choose is max:
        return []
    return [
        {"id": id_, "name": name, "count": round(figure, 4)}
        for id_, (name, figure) in sorted(ranked.items())
        if figure == chosen
    ]


RANKINGS: Mapping[str, AnalysisFigure] = {
    "ranked_chains": AnalysisFigure(RANKED_COLUMNS, _chains),
    "most_complete": AnalysisFigure(RANKED_COLUMNS, _complete),
    "ranked_segments": AnalysisFigure(RANKED_COLUMNS, _segments),
    "ranked_organisations": AnalysisFigure(RANKED_COLUMNS, _organisations),
    "ranked_in_chains": AnalysisFigure(RANKED_COLUMNS, _in_chains),
    "ranked_districts": AnalysisFigure(RANKED_COLUMNS, _districts),
    "ranked_parks": AnalysisFigure(RANKED_COLUMNS, _parks),
}
