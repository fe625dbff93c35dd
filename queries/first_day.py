"""How far a region's first day has come: its plans, its lists, and what each list would make known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.analysis.cell import CoverageState
from graph.model.records import SUPPLY
from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.rows.comparison import PlanDatasetsRow
from queries.rows.explore import RegionEntitiesRow
from queries.run import fetch_rows


@dataclass(frozen=True, kw_only=True)
class ResourceKind:
    """One of the seven kinds of a bureau's lists.

    Attributes:
        list_type: the id of the list's type, whose template is offered.
        labels: the labels of what such a list describes; none: what it describes is counted by its role.
        role: the role that it makes known.
    """

    list_type: str
    labels: tuple[str, ...]
    role: str


RESOURCE_KINDS = (
    ResourceKind(list_type="enterprises", labels=("Enterprise",), role=SUPPLY),
    ResourceKind(list_type="technologies", labels=("Technology",), role="research"),
    ResourceKind(list_type="projects", labels=("Project",), role="project"),
    ResourceKind(list_type="talents", labels=(), role="talent"),
    ResourceKind(list_type="platforms", labels=("Platform",), role="platform"),
    ResourceKind(list_type="research-bodies", labels=("Institute", "University"), role="research"),
    ResourceKind(list_type="services", labels=("ServiceOrg",), role="service"),
)


@dataclass(frozen=True, kw_only=True)
class ResourceState:
    """The stock of one kind: how many are described, and how many of all segments are known in its role."""

    kind: ResourceKind
    described: int
    known: int
    segments: int

    @property
    def unknown(self) -> int:
        """Return how many segments a list of the kind may make known."""
        return self.segments - self.known


@dataclass(frozen=True, kw_only=True)
class FirstDay:
    """The progress of a region; ``plans`` are titles by dataset."""

    plans: Mapping[str, str]
    resources: tuple[ResourceState, ...]


def first_day(store: Store, analysis: RegionAnalysis) -> FirstDay:
    """Read how far a region has come. What is described is counted as the overview counts it."""
    region = analysis.region
    described = Counter({row.label: row.count for row in fetch_rows(store, RegionEntitiesRow, region=region)})
    return FirstDay(
        plans={row.dataset: row.title for row in fetch_rows(store, PlanDatasetsRow, region=region)},
        resources=tuple(_state(kind, analysis, described) for kind in RESOURCE_KINDS),
    )


def _state(kind: ResourceKind, analysis: RegionAnalysis, described: Mapping[str, int]) -> ResourceState:
    cells = {
        segment: coverage.cell(segment, kind.role)
        for coverage in analysis.coverages.values()
        for segment in coverage.chain.segments
    }
    holders = {holding.organisation for cell in cells.values() for holding in cell.holdings}
    return ResourceState(
        kind=kind,
        described=sum(described[label] for label in kind.labels) if kind.labels else len(holders),
        known=sum(cell.state != CoverageState.UNKNOWN for cell in cells.values()),
        segments=len(cells),
    )
