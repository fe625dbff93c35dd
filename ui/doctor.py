"""Whether everything that Liantu needs is there, and whether the store is sound."""

from __future__ import annotations

import platform
import shutil
from dataclasses import asdict, dataclass

from graph.model.errors import LiantuError, SchemaError, StoreError
from graph.model.records import Edge
from graph.model.schema import STUB, Schema
from graph.model.schema_file import default_schema
from graph.store import reads
from graph.store.embedded.jvm import engine_jars, find_jvm
from graph.store.integrity import by_dataset
from graph.store.store import Store, entity_label
from loaders.service.snapshots import check_store
from ui.open_store import open_configured_store
from ui.settings import Settings
from ui.text import Words


@dataclass(frozen=True)
class HealthCheck:
    """One check: whether it went well, and a sentence."""

    good: bool
    text: str


def run_checks(settings: Settings, words: Words) -> list[HealthCheck]:
    """Check this machine and the store. Never raises for what it checks: a fault is a finding."""
    checks = [HealthCheck(True, words("doctor.python", version=platform.python_version())), _engine(settings, words)]
    for program, key in (("mvn", "maven"), ("chromium", "chromium")):
        state = words("doctor.found" if shutil.which(program) else "doctor.missing")
        checks.append(HealthCheck(True, words(f"doctor.{key}", state=state)))
    try:
        with open_configured_store(settings) as store:
            checks.append(HealthCheck(True, words("doctor.store_ok", url=settings.store)))
            checks += _sound(store, default_schema(), words)
    except LiantuError as problem:
        checks.append(HealthCheck(False, words.error(problem)))
    return checks


def _engine(settings: Settings, words: Words) -> HealthCheck:
    """Check that the engine can be started; where the store is on a server, doing without it is no fault."""
    try:
        engine_jars()
        jvm = find_jvm(settings.java)
    except StoreError as problem:
        return HealthCheck(not settings.store.startswith("embedded:"), words.error(problem))
    return HealthCheck(True, words("doctor.engine_ok", version=jvm.version, java=jvm.java))


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
