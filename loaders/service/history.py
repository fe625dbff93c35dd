"""The history of loads: list it, undo an event, compare two versions."""

from __future__ import annotations

from typing import Any

from graph.model.schema import default_schema
from graph.store.store import Store
from loaders.errors import LoadError
from loaders.history.event import EVENT_PREFIX, Event, find_event, load_events
from loaders.history.log import load_version, source_records
from loaders.linking.list_diff import ListDiff, diff_lists
from loaders.pipeline import undo
from loaders.report import LoadReport
from loaders.sync.writer import Progress


def history(store: Store, dataset: str = "") -> list[Event]:
    """The events, the newest first; of one dataset or of all."""
    return [one for one in reversed(load_events(store.read)) if dataset in ("", one.dataset)]


def undo_event(
    store: Store, id_: str, who: str, progress: Progress = lambda done, whole: None
) -> tuple[Event, LoadReport]:
    """Bring back what a dataset said before an event. Raises LoadError."""
    return undo(store, id_, who, progress)


def compare_versions(store: Store, before: str, after: str) -> ListDiff:
    """What is new, gone, renamed or moved between two versions.

    Args:
        store: where they are kept.
        before, after: each an event (what its dataset said then) or a dataset (what it says now).

    Raises:
        LoadError: no such event or dataset, or its version is no longer kept.
    """
    schema = default_schema()

    def records(name: str) -> Any:
        if name.upper().startswith(EVENT_PREFIX) and name[len(EVENT_PREFIX) :].isdecimal():
            found = find_event(store.read, name)
            if not found.version:
                raise LoadError("event_gone", id=found.id, dataset=found.dataset)
            return load_version(store.read, found.version)
        said = source_records(store.read, schema, name)
        if said is None:
            raise LoadError("not_loaded", dataset=name)
        return said

    return diff_lists(records(before), records(after))
