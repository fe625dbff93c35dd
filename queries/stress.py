"""Stress: what breaks when an organisation, a park with all in it, or a segment is gone; whose loss hurts most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.analysis.criticality import criticality
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.catalogue import find_query
from queries.region import RegionAnalysis
from queries.run import resolve_id, run_query

FOLLOWS = ("Park", "Carrier")
REMOVABLE = (
    "Authority",
    "Park",
    "Platform",
    "Institute",
    "University",
    "Enterprise",
    "Alliance",
    "Carrier",
    "ServiceOrg",
    "Project",
    "Segment",
)


@dataclass(frozen=True)
class Removal:
    """What is taken away: the thing itself, and what is in it when it is a park."""

    id: str
    name: str
    label: str
    ids: tuple[str, ...]


def removal_closure(store: Store, text: str) -> Removal:
    """What goes with a thing, given by id or name: a park takes along what is in it.

    Raises:
        UsageError: nothing or several things are called so, or it is a whole region.
    """
    parameter = find_query("inside").parameters[0]
    id_ = resolve_id(store, parameter, text)
    rows = run_query(store, "inside", {parameter.name: id_}).rows
    self_ = next((row for row in rows if row["id"] == id_), None)
    if self_ is None:
        raise UsageError("entity_unknown", text=text)
    if self_["label"] == "Region":
        raise UsageError("stress_region", text=self_["name"])
    if self_["label"] not in REMOVABLE:
        raise UsageError("stress_label", text=self_["name"], label=self_["label"])
    ids = [str(row["id"]) for row in rows] if self_["label"] in FOLLOWS else [str(self_["id"])]
    return Removal(str(self_["id"]), str(self_["name"]), str(self_["label"]), tuple(ids))


def criticality_rows(analysis: RegionAnalysis, most: int = 20) -> list[Mapping[str, Any]]:
    """The organisations whose loss would hurt a chain most, as rows."""
    return [
        {
            "id": loss.organisation,
            "organisation": analysis.organisations.get(loss.organisation, loss.organisation),
            "chain": loss.chain,
            "chain_name": analysis.coverages[loss.chain].chain.name,
            "drop": loss.completeness_drop,
            "lapsed": [analysis.segment_name(segment) for segment in loss.uncovered_segments],
        }
        for loss in criticality(analysis.coverages.values(), most)
    ]
