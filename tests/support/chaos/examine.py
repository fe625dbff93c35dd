"""What a store shows after a strike: its log, its datasets, and whether every row is what was written."""

from __future__ import annotations

from pathlib import Path

import msgspec

from graph.model.errors import StoreError
from graph.model.schema_file import default_schema
from graph.store.backup.restore import is_restore_cut_off
from graph.store.check import check_graph
from graph.store.integrity import READY
from graph.store.open import open_store
from graph.store.retry import retry_attempts
from graph.store.store import Store
from loaders.history.archive import dump_archive
from loaders.history.event import ALL_DATASETS
from loaders.history.log import load_events, source_records
from tests.support.chaos.operations import complete_restore
from tests.support.chaos.state import Acknowledged

LOOKS = 10
"""How often a store is examined in which the server still commits what a killed writer had sent."""


class Examination(msgspec.Struct):
    """The state of a store.

    Attributes:
        events: the log.
        loading: the datasets whose load was cut off: the product says so itself.
        faults: what must not be.
        restored: whether a restore had been cut off, which the store said, and was completed.
    """

    events: list[Acknowledged]
    loading: list[str]
    faults: list[str]
    restored: bool = False


def examine(url: str, folder: Path) -> Examination:
    """Examine a store; where a restore was cut off, complete it first."""
    with open_store(url, idle_seconds=120) as store:
        cut_off = is_restore_cut_off(store)
        if cut_off:
            complete_restore(store, folder)
        tries = retry_attempts("examine", LOOKS, _is_changed, wait_seconds=0.2)
        found: Examination = tries(_examined, store, restored=cut_off)
        return found


def _is_changed(problem: BaseException) -> bool:
    return isinstance(problem, StoreError) and problem.code == "check_changed"


def _examined(store: Store, *, restored: bool) -> Examination:
    store.setup(default_schema())
    log = load_events(store.read)
    report = check_graph(store, default_schema())
    faults = [f"damaged: {row}" for row in report.broken]
    numbers = [event.sequence for event in log]
    if numbers != list(range(1, len(log) + 1)):
        faults.append(f"gap in the log: {numbers[-5:]}")
    rows = store.read("MATCH (d:Dataset) RETURN d.id AS id, d.state AS state ORDER BY id")
    loading = [row["id"] for row in rows if row["state"] != READY]
    shown = {str(row["id"]) for row in rows}
    faults += _version_faults(store, log, shown, set(loading))
    events = [Acknowledged(event.id, event.dataset, event.context.action, event.version) for event in log]
    return Examination(events, loading, faults, restored)


def _version_faults(store: Store, log: list, shown: set[str], loading: set[str]) -> list[str]:  # type: ignore[type-arg]
    """Return each dataset that is not what the last event of its own says. An import begins the log anew."""
    last: dict[str, str] = {}
    for event in log:
        if event.is_import:
            last.clear()
        elif event.dataset != ALL_DATASETS:
            last[event.dataset] = event.version
    faults = []
    for dataset, version in last.items():
        if dataset in loading:
            continue
        records = source_records(store.read, default_schema(), dataset) if dataset in shown else None
        found = dump_archive(records).hash if records else ""
        if found != version:
            faults.append(f"{dataset} is not what its last event left: {found} instead of {version}")
    return faults
