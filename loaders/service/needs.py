"""Needs of firms: placed by the keywords of the store's segments, and kept as a dataset."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from graph.model.errors import UsageError
from graph.model.normalize import normalize_text
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.errors import LoadError
from loaders.history.event import LOAD_CONTEXT, LoadContext
from loaders.lists.classifier import SegmentClassifier
from loaders.lists.entity_index import build_entity_index
from loaders.needs.need import Need, need_records
from loaders.needs.placement import PlacedNeed, place_needs
from loaders.pipeline import load
from loaders.report import LoadReport
from queries.rows.chains import SegmentsRow
from queries.rows.targeting import NeedsRow
from queries.run import fetch_rows


def need_classifier(store: Store) -> SegmentClassifier:
    """Return the classifier of the store's segments."""
    return build_entity_index([], fetch_rows(store, SegmentsRow)).classifier


def place_in_region(store: Store, needs: Iterable[Need], segments: Collection[str]) -> list[PlacedNeed]:
    """Place needs on the segments of a region's chains."""
    return place_needs(needs, need_classifier(store), segments)


def kept_needs(store: Store, region: str) -> list[Need]:
    """Return the needs of every list that is kept for a region."""
    rows = fetch_rows(store, NeedsRow, region=region)
    return [
        Need(id=row.id, what=row.what, firm=row.firm or "", due=row.due or "", field=row.field or "") for row in rows
    ]


def keep_needs(
    store: Store,
    needs: Sequence[Need],
    title: str,
    region: str,
    principal: Principal,
    context: LoadContext = LOAD_CONTEXT,
) -> LoadReport:
    """Keep a list of needs as a dataset; one of the same title is replaced, and the history can undo it.

    Raises:
        AccessDeniedError: the person may not.
        UsageError: nobody keeps them, or the list has no title.
        LoadError: a row does not fit.
    """
    who, name = principal.required_signature(), normalize_text(title)
    if not name:
        raise UsageError("need_title")
    with principal.acting(Permission.KEEP_NEEDS, name):
        report = load(store, need_records(needs, name, who, region), context=replace(context, who=who))
    if report.refused:
        raise LoadError("fact_refused", reason=report.refused[-1])
    return report
