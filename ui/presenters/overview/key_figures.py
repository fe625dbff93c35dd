"""The key figures of a region, each with the page that lists what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.analysis.cell import CoverageState
from graph.analysis.coverage import Coverage
from queries.region import RegionAnalysis
from queries.rows.explore import RegionEntitiesRow
from ui.text import Words

COUNTED_LABELS = ("Enterprise", "Institute", "Platform", "Park")


@dataclass(frozen=True, kw_only=True)
class FigureCard:
    """A figure on a card.

    Attributes:
        name: the thing that is counted.
        value: the number, as text.
        note: a remark below it; empty for none.
        page: the page that lists what is counted.
        state: the state of that page.
    """

    name: str
    value: str
    note: str
    page: str
    state: Mapping[str, str] = field(default_factory=dict)


def key_figures(
    analysis: RegionAnalysis, entities: Iterable[RegionEntitiesRow], words: Words
) -> tuple[FigureCard, ...]:
    """Return the cards of a region, in the order in which they are shown.

    Args:
        analysis: the region's analysis.
        entities: how many entities of each type the region has.
        words: the words of the user's language.
    """
    by_label = {row.label: row for row in entities}
    return (
        *(_entity_figure(label, by_label.get(label), words) for label in COUNTED_LABELS),
        *_analysis_figures(analysis, words),
    )


def _entity_figure(label: str, row: RegionEntitiesRow | None, words: Words) -> FigureCard:
    planned = words("overview.planned", count=row.planned) if row and row.planned else ""
    return FigureCard(
        name=words(f"overview.label.{label}"),
        value=f"{row.count:,}" if row else "0",
        note=planned,
        page="entities",
        state={"type": label, "grain": "named", "here": "1", "chain": ""},
    )


def _analysis_figures(analysis: RegionAnalysis, words: Words) -> Iterator[FigureCard]:
    coverages = list(analysis.coverages.values())
    total = sum(len(coverage.chain.segments) for coverage in coverages)
    unknown = sum(coverage.state_counts()[CoverageState.UNKNOWN] for coverage in coverages)
    certain = sum(gap.certain for gap in analysis.gaps)
    yield FigureCard(
        name=words("overview.known_segments"),
        value=words("overview.of", part=total - unknown, whole=total),
        note=words("overview.to_ask", count=unknown),
        page="gaps",
        state={"tab": "questions", "chain": ""},
    )
    yield FigureCard(
        name=words("overview.confirmed_gaps"),
        value=str(certain),
        note=words("overview.unsure_gaps", count=len(analysis.gaps) - certain),
        page="gaps",
        state={"chain": ""},
    )
    yield FigureCard(
        name=words("overview.single_points"),
        value=str(len(single_points(coverages))),
        note=words("overview.single_points_note"),
        page="gaps",
        state={"weakness": "one_supplier", "all": "1", "chain": ""},
    )


def single_points(coverages: Iterable[Coverage]) -> frozenset[str]:
    """Return the segments whose supply rests on one organisation alone, as far as is known."""
    return frozenset(
        segment
        for coverage in coverages
        for segment in coverage.structure.ids
        if coverage.cell(segment).is_covered and len(coverage.cell(segment).suppliers) == 1
    )
