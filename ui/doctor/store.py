"""Whether the store is there, of today's version, written completely, and what was written."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from graph.model.errors import LiantuError, SchemaError
from graph.model.records import Edge
from graph.model.schema import STUB, Schema
from graph.model.schema_file import default_schema
from graph.store import reads
from graph.store.integrity import by_dataset
from graph.store.store import Store, entity_label
from loaders.history.log import load_events
from loaders.service.snapshots import check_store
from ui.doctor.health_check import HealthCheck
from ui.open_store import open_store_unmigrated
from ui.settings import Settings
from ui.text import Words

CLOCK_SLACK_SECONDS = 300.0  # two machines that share a store differ by less, with any time service


def store_checks(settings: Settings, words: Words, now: float) -> list[HealthCheck]:
    """Check the store; one of another version is told, and not migrated."""
    schema = default_schema()
    try:
        with open_store_unmigrated(settings) as store:
            store.check_version(schema)
            checks = [HealthCheck(True, words("doctor.store_ok", url=settings.store)), _clock(store, words, now)]
            return checks + _loading(store, words) + _sound(store, schema, words)
    except LiantuError as problem:
        return [HealthCheck(False, words.error(problem))]


def _clock(store: Store, words: Words, now: float) -> HealthCheck:
    """Check that this machine's clock is not before what was written last."""
    latest = max((event.at for event in load_events(store.read)), default="")
    is_behind = bool(latest) and datetime.fromisoformat(latest).timestamp() > now + CLOCK_SLACK_SECONDS
    told = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
    key = "doctor.clock_bad" if is_behind else "doctor.clock_ok"
    return HealthCheck(not is_behind, words(key, now=told, at=latest))


def _loading(store: Store, words: Words) -> list[HealthCheck]:
    """Find datasets whose load was cut off; one that goes on at this moment looks the same."""
    datasets = [row["dataset"] for row in store.read(reads.writing_state()) if row["dataset"]]
    return [HealthCheck(False, words("doctor.loading", datasets=datasets))] if datasets else []


def _sound(store: Store, schema: Schema, words: Words) -> list[HealthCheck]:
    faults = [fault for name in sorted(schema.edges) for fault in _faults(store, schema, name)]
    checks = [HealthCheck(True, words("doctor.schema_ok"))]
    if faults:
        checks = [HealthCheck(False, words("doctor.schema_bad", count=len(faults), example=words.error(faults[0])))]
    checks.append(_intact(store, words))
    stubs = sorted(row["id"] for row in store.read(reads.ids(STUB)))
    if stubs:
        checks.append(HealthCheck(False, words("doctor.stubs", count=len(stubs), ends=stubs[:5])))
    return checks


def _intact(store: Store, words: Words) -> HealthCheck:
    """Check that what is stored is what was written."""
    report = check_store(store)
    if not report.broken:
        return HealthCheck(True, words("check.intact", count=report.checked))
    datasets = [dataset or "-" for dataset in by_dataset(report.broken)]
    row = asdict(report.broken[0])
    return HealthCheck(False, words("doctor.rows_bad", count=len(report.broken), datasets=datasets, **row))


def _faults(store: Store, schema: Schema, name: str) -> list[SchemaError]:
    faults = []
    for row in store.read(reads.endpoint_labels(name)):
        try:
            schema.check_endpoints(
                Edge(id=row["id"], type=name, source="", target="", props={}),
                entity_label(row["source"]),
                entity_label(row["target"]),
            )
        except SchemaError as fault:
            faults.append(fault)
    return faults
