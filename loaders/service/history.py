"""The log of loads: list it, undo an event, compare two versions of a list."""

from __future__ import annotations

from graph.model.schema_file import default_schema
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.errors import LoadError
from loaders.history.event import EVENT_PREFIX, LoadEvent
from loaders.history.log import find_event, load_events, load_version, source_records
from loaders.linking.list_diff import ListDiff, diff_lists
from loaders.pipeline import undo
from loaders.records import RecordSet
from loaders.report import LoadReport
from loaders.service.dataset_permission import permission_on
from loaders.sync.write import Progress, no_progress


def history(store: Store, dataset: str = "") -> list[LoadEvent]:
    """Return the events of a dataset, or of all, the newest first; restoring the whole graph is an event of each."""
    return [event for event in reversed(load_events(store.read)) if dataset in ("", event.dataset) or event.is_import]


def undo_event(
    store: Store, id_: str, principal: Principal, progress: Progress = no_progress
) -> tuple[LoadEvent, LoadReport]:
    """Undo an event; see ``loaders.pipeline.undo``. Raises AccessDeniedError as well."""
    event = find_event(store.read, id_)
    with principal.acting(permission_on(event.dataset, Permission.UNDO), event.id):
        return undo(store, event.id, principal.signature, progress)


def compare_versions(store: Store, before: str, after: str) -> ListDiff:
    """Compare two versions of a list: organisations that are new, gone, renamed or moved.

    Args:
        store: where they are kept.
        before, after: each an event (what its dataset said then) or a dataset (what it says now).

    Raises:
        LoadError: no such event or dataset, or its version is no longer kept.
    """
    return diff_lists(_records(store, before), _records(store, after))


def _records(store: Store, name: str) -> RecordSet:
    if name.upper().startswith(EVENT_PREFIX) and name[len(EVENT_PREFIX) :].isdecimal():
        event = find_event(store.read, name)
        if not event.version:
            raise LoadError("event_gone", id=event.id, dataset=event.dataset)
        return load_version(store.read, event.version)
    records = source_records(store.read, default_schema(), name)
    if records is None:
        raise LoadError("not_loaded", dataset=name)
    return records
