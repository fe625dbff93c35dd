"""Stress: a chain without some organisations or segments, and which losses would hurt most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.rounding import SCORE_DECIMALS
from graph.analysis.scenario import without_entities


@dataclass(frozen=True)
class Criticality:
    """The loss to a chain if one organisation were gone.

    ``chain`` is the chain that is hit hardest, ``drop`` how far the lower end of its completeness falls (in [0, 1]),
    ``lapsed`` the segments of all chains where nobody is known to be left in production.
    """

    organisation: str
    chain: str
    completeness_drop: float
    uncovered_segments: tuple[str, ...]


def criticality(coverages: Iterable[Coverage], limit: int = 20) -> list[Criticality]:
    """Return the organisations whose loss would hurt a chain most.

    Args:
        coverages: of the region's chains.
        most: how many.

    Returns:
        Those with the largest drop first, ties by how many segments lapse, then by id; without those whose loss
        changes nothing.
    """
    hit: dict[str, list[tuple[float, str, tuple[str, ...]]]] = defaultdict(list)
    for coverage in coverages:
        organisations = sorted({holding.organisation for holding in coverage.chain.holdings if holding.is_existing})
        for organisation in organisations:
            left = compute_coverage(
                without_entities(coverage.chain, {organisation}), coverage.method, coverage.structure
            )
            hit[organisation].append((_drop(coverage, left), coverage.chain.id, _lapsed(coverage, left)))
    losses = [_loss(organisation, rows) for organisation, rows in hit.items()]
    felt = (loss for loss in losses if loss.completeness_drop > 0 or loss.uncovered_segments)
    return sorted(felt, key=lambda loss: (-loss.completeness_drop, -len(loss.uncovered_segments), loss.organisation))[
        :limit
    ]


def _loss(organisation: str, rows: list[tuple[float, str, tuple[str, ...]]]) -> Criticality:
    drop, chain, _ = min(rows, key=lambda row: (-row[0], row[1]))
    return Criticality(organisation, chain, drop, tuple(sorted({segment for row in rows for segment in row[2]})))


def _drop(before: Coverage, after: Coverage) -> float:
    spans = before.completeness(), after.completeness()
    return 0.0 if None in spans else round(spans[0].low - spans[1].low, SCORE_DECIMALS)  # type: ignore[union-attr]


def _lapsed(before: Coverage, after: Coverage) -> tuple[str, ...]:
    return tuple(s for s in before.structure.ids if before.cell(s).is_covered and not after.cell(s).is_covered)
