"""Stress: what breaks when an organisation, a park with all in it, or a segment is gone; whose loss hurts most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.analysis.criticality import criticality
from graph.model.errors import UsageError
from graph.model.schema_file import default_schema
from graph.store.store import Store
from queries.catalogue import find_query
from queries.region import RegionAnalysis
from queries.rows.parks import InsideRow
from queries.run import fetch_rows, resolve_id


@dataclass(frozen=True)
class Removal:
    """An entity to be removed, with everything in it when it is a park."""

    id: str
    name: str
    label: str
    ids: tuple[str, ...]


def removal_closure(store: Store, text: str) -> Removal:
    """Return an entity, by id or name, with what is removed together with it: a park takes along what is in it.

    Raises:
        UsageError: nothing or several things are called so, or it is a whole region.
    """
    parameter = find_query("inside").parameters[0]
    id_ = resolve_id(store, parameter, text)
    rows = fetch_rows(store, InsideRow, **{parameter.name: id_})
    self_ = next((row for row in rows if row.id == id_), None)
    if self_ is None:
        raise UsageError("entity_unknown", text=text)
    label, name = self_.label, self_.name
    node_type = default_schema().node_type(label)
    if label == "Region":
        raise UsageError("stress_region", text=name)
    if not node_type.removable:
        raise UsageError("stress_label", text=name, label=label)
    ids = [row.id for row in rows] if node_type.container else [id_]
    return Removal(id_, name, label, tuple(ids))


def criticality_rows(analysis: RegionAnalysis, most: int = 20) -> list[Mapping[str, Any]]:
    """Return the organisations whose loss would hurt a chain most, as rows."""
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
