"""Needs of firms as further demand beside the gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.targeting.demand import Demand


@dataclass(frozen=True)
class NeedAtSegments:
    """A firm's need, and the links (chain and segment) at which an institute could meet it; each segment once."""

    id: str
    links: tuple[tuple[str, str], ...]


def need_demands(needs: Iterable[NeedAtSegments], weight: float) -> list[Demand]:
    """Return the demands of needs, in id order; a need that is nowhere asks nothing of an institute.

    A need's weight is shared equally by its segments, so that one that may belong to several counts no more than one
    that surely belongs to one.

    >>> [(d.key, d.weight) for d in need_demands([NeedAtSegments("n1", (("pv", "pv/cell"), ("nev", "nev/bms")))], 0.5)]
    [('nev need n1 nev/bms', 0.25), ('pv need n1 pv/cell', 0.25)]
    """
    demands = (
        Demand(
            gap=f"need {need.id} {segment}",
            chain=chain,
            segment=segment,
            weight=weight / len(need.links),
            certain=True,
            is_need=True,
        )
        for need in needs
        for chain, segment in need.links
    )
    return sorted((demand for demand in demands if demand.weight > 0), key=lambda demand: demand.key)
