"""The figures of a chain as of each year, all from the one picture that is loaded: nothing is read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.analysis.chain import Absence, Claim, Holding
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter


@dataclass(frozen=True, kw_only=True)
class YearFigures:
    """A chain's figures as of a year: lower bounds, because sources of that time may still be found.

    Attributes:
        year: the year up to which sources count.
        completeness: the lower end of the chain's completeness, in [0, 1].
        known_share: the share of its importance that is known, in [0, 1].
    """

    year: int
    completeness: float
    known_share: float


def yearly_figures(
    coverage: Coverage, years: Iterable[int], source_filter: SourceFilter = ALL_SOURCES
) -> tuple[YearFigures, ...]:
    """Return a chain's figures as of some years.

    Args:
        coverage: the chain as a filter shows it; the years must not be after that of the filter.
        years: the years.
        source_filter: the filter, whose grade counts in every year.

    Returns:
        One for each year; none for a chain without importance.
    """
    statement_years = sorted({statement.year for statement in _statements(coverage) if statement.year is not None})
    figures: dict[tuple[int, ...], tuple[float, float]] = {}
    found = []
    for year in years:
        # Nothing new was said in most years of most chains, so they share one computation.
        counted = tuple(stated for stated in statement_years if stated <= year)
        if counted not in figures:
            figures[counted] = _figures(coverage, replace(source_filter, as_of=year))
        completeness, known_share = figures[counted]
        found.append(YearFigures(year=year, completeness=completeness, known_share=known_share))
    return tuple(found) if coverage.total_importance else ()


def _statements(coverage: Coverage) -> Sequence[Holding | Absence | Claim]:
    chain = coverage.chain
    return [*chain.holdings, *chain.absences, *chain.claims]


def _figures(coverage: Coverage, source_filter: SourceFilter) -> tuple[float, float]:
    then = compute_coverage(coverage.chain.filtered(source_filter), coverage.method, coverage.structure)
    span = then.completeness()
    return (span.low if span else 0.0, then.known_share() or 0.0)


def first_statement_year(coverages: Iterable[Coverage]) -> int | None:
    """Return the year of the first dated statement about any of the chains; None where none is dated."""
    statements = (statement for coverage in coverages for statement in _statements(coverage))
    return min((statement.year for statement in statements if statement.year is not None), default=None)
