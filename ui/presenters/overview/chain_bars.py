"""The chains as bars: how many segments are in each state, with the figures they can be sorted by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model.pinyin import pinyin_initials
from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from ui.presenters.gaps import ChainRow, chain_rows


class ChainOrder(StrEnum):
    """The order of the chains: the largest figure first, names by the alphabet."""

    KNOWN = "known"
    COMPLETENESS = "completeness"
    GAPS = "gaps"
    IMPORTANCE = "importance"
    NAME = "name"


@dataclass(frozen=True, kw_only=True)
class ChainBar:
    """A chain's figures.

    Attributes:
        row: its states, known share and completeness.
        gaps: the number of its gaps.
        certain_gaps: how many of them hold whatever the unknowns turn out to be.
        importance: its share of the importance of all chains' segments, in [0, 1].
    """

    row: ChainRow
    gaps: int
    certain_gaps: int
    importance: float


def chain_bars(analysis: RegionAnalysis) -> list[ChainBar]:
    """Return one bar for each chain, by id."""
    total = sum(coverage.total_importance for coverage in analysis.coverages.values())
    return [
        ChainBar(
            row=row,
            gaps=len(analysis.gaps_of(row.id)),
            certain_gaps=sum(gap.certain for gap in analysis.gaps_of(row.id)),
            importance=analysis.coverages[row.id].total_importance / (total or 1),
        )
        for row in chain_rows(analysis, SUPPLY)
    ]


def sorted_bars(bars: Sequence[ChainBar], order: ChainOrder) -> list[ChainBar]:
    """Return the bars in an order; chains without a figure come last, ties are by name."""
    by_name = sorted(bars, key=lambda bar: (pinyin_initials(bar.row.name), bar.row.name))
    if order == ChainOrder.NAME:
        return by_name
    figure = _FIGURES[order]
    known = [bar for bar in by_name if figure(bar) is not None]
    return sorted(known, key=lambda bar: -(figure(bar) or 0)) + [bar for bar in by_name if figure(bar) is None]


_FIGURES: Mapping[ChainOrder, Callable[[ChainBar], float | None]] = {
    ChainOrder.KNOWN: lambda bar: bar.row.known,
    ChainOrder.COMPLETENESS: lambda bar: bar.row.known_completeness,
    ChainOrder.GAPS: lambda bar: bar.gaps,
    ChainOrder.IMPORTANCE: lambda bar: bar.importance,
}
