"""Local organisations that could host an institute from elsewhere, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.analysis.coverage import Coverage
from graph.analysis.rounding import SCORE_DECIMALS
from graph.model.records import SUPPLY
from graph.model.schema_file import default_schema
from queries.rows.targeting import FocusRow

MOST = 3


@dataclass(frozen=True)
class LocalActors:
    """The local actors: rows of what they focus on; the name and label of each who focuses on or holds a segment."""

    focus: tuple[FocusRow, ...]
    names: Mapping[str, str]
    labels: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Host:
    """A possible host of an institute: it is at these segments, next to these, or focuses on their chains.

    ``worth`` is what the institute is worth at the segments where the host is.
    """

    id: str
    name: str
    label: str
    worth: float = 0.0
    at: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[bool, float, int, int, str]:
        """Return a key that sorts those whose focus and segment agree first, then by worth, neighbours, fields."""
        both = bool(self.at or self.beside) and bool(self.focus)
        return not both, -round(self.worth, SCORE_DECIMALS), -len(self.beside), -len(self.focus), self.id


def find_hosts(
    coverages: Mapping[str, Coverage], worth: Mapping[str, float], local: LocalActors, limit: int = MOST
) -> tuple[Host, ...]:
    """Return existing organisations here at or beside some segments, or with a focus on their chains.

    Args:
        coverages: the region's chains.
        worth: what an institute is worth at each of its segments.
        local: who is here.
        most: how many at most.
    """
    at, beside, focus = (defaultdict(set) for _ in range(3))
    for coverage in coverages.values():
        local_segments = worth.keys() & coverage.chain.segments.keys()
        if not local_segments:
            continue
        near = {neighbour for s in local_segments for neighbour in coverage.chain.neighbours(s)}
        for holding in coverage.chain.holdings:
            covers = coverage.chain.segments[holding.segment].covers
            if holding.is_existing and holding.segment in local_segments:
                at[holding.organisation].add(holding.segment)
            elif holding.is_existing and holding.segment in near and covers(SUPPLY, holding.role):
                beside[holding.organisation].add(holding.segment)
        for row in local.focus:
            if row.chain_id == coverage.chain.id and row.status == "existing":
                focus[row.organisation_id].add(row.field)
    hosts = [
        Host(
            id=host_id,
            name=local.names[host_id],
            label=local.labels[host_id],
            worth=sum(worth[s] for s in sorted(at[host_id])),
            at=tuple(sorted(at[host_id])),
            beside=tuple(sorted(beside[host_id])),
            focus=tuple(sorted(focus[host_id])),
        )
        for host_id in sorted({*at, *beside, *focus})
        if default_schema().node_type(local.labels[host_id]).can_host
    ]
    return tuple(sorted(hosts, key=lambda host: host.rank)[:limit])
