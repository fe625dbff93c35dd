"""The entities that the last loads changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.store.store import Store
from loaders.dataset.folder import BUNDLED
from loaders.history.entity_change import changed_entities
from loaders.history.event import LoadEvent
from loaders.history.log import load_version
from loaders.linking.canonicalise import canonicalise
from loaders.linking.linker import Linker
from loaders.records import RecordSet
from loaders.service.history import history
from loaders.service.linking import current_linker
from queries.reader import read_rows
from queries.rows.history import VersionsRow
from queries.rows.internal import DatasetVersionsRow

MAX_COMPARED_LOADS = 6  # each needs two versions read: 10,000 rows take about 0.2 s
MAX_COMPARED_ROWS = 10_000  # of a dataset: a page waits for all of them no longer than 3 s


@dataclass(frozen=True, kw_only=True)
class EntityChange:
    """An entity that a load changed.

    Attributes:
        id: the entity's id.
        is_new: whether the dataset did not describe it before.
        event: the id of the load.
        title: the title of the dataset.
        at: when, ISO 8601.
    """

    id: str
    is_new: bool
    event: str
    title: str
    at: str


def recent_changes(store: Store) -> tuple[EntityChange, ...]:
    """Return the entities that the last loads changed, the newest load first, each entity once.

    The first load of a dataset that comes with the product is no change. A load of which a version is no longer kept,
    or whose dataset is very large, is left out, and so are notes of follow-ups and needs, which change no entity.
    """
    kept = {row.version for row in read_rows(store.read, VersionsRow)}
    counted = {row.id for row in read_rows(store.read, DatasetVersionsRow) if row.is_counted}
    events = [event for event in history(store) if event.dataset in counted and _is_comparable(event, kept)]
    if not events:
        return ()
    linker = current_linker(store)
    changes: dict[str, EntityChange] = {}
    for event in events[:MAX_COMPARED_LOADS]:
        for id_, is_new in changed_entities(*_versions(store, event, linker)).items():
            change = EntityChange(id=id_, is_new=is_new, event=event.id, title=event.title, at=event.at)
            changes.setdefault(id_, change)
    return tuple(changes.values())


def _is_comparable(event: LoadEvent, kept: Collection[str]) -> bool:
    is_first = not event.previous_version
    return (
        event.touched
        and event.version in kept
        and (event.dataset not in BUNDLED if is_first else event.previous_version in kept)
        and event.rows <= MAX_COMPARED_ROWS
    )


def _versions(store: Store, event: LoadEvent, linker: Linker) -> tuple[RecordSet, RecordSet]:
    """Return the records before and after an event, with the ids that its rows have today."""
    after = canonicalise(load_version(store.read, event.version), linker)
    if not event.previous_version:
        return RecordSet(dataset=after.dataset), after
    return canonicalise(load_version(store.read, event.previous_version), linker), after
