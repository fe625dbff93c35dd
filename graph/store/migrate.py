"""Bring a store of an older schema to today's, with a backup beside it first."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.model.errors import LiantuError, StoreError
from graph.model.schema import Schema
from graph.store.cypher import read_cypher
from graph.store.migrations.migration import Migration, migration_statements, migrations_since
from graph.store.snapshot import export_graph
from graph.store.store import Store
from graph.store.transaction import Transaction

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class MigrationReport:
    """The versions of the schema before and after, and where the graph of before was written to."""

    before: int
    after: int
    backup: Path


def migrate(store: Store, schema: Schema, folder: Path) -> MigrationReport | None:
    """Migrate a store whose schema is older than today's.

    All renames are one transaction: a migration that is cut off leaves the store as it was.

    Args:
        store: the graph, whatever version it has.
        schema: today's schema.
        folder: where the backup goes, a snapshot named after the version and the time. It holds the graph, not the log
            of loads, and can be imported by this program.

    Returns:
        The report; None where nothing had to be done: the store is new, or has today's version.

    Raises:
        StoreError: the store has a newer version, the backup cannot be written, or ``migration_failed``: the store is
            as it was, and the backup is there.
    """
    before = store.schema_version()
    if before is None or before == schema.version:
        return None
    store.check_version(schema, older_fits=True)
    backup = _write_backup(store, schema, before, folder)
    migrations = migrations_since(before)
    try:
        store.create_indexes(schema)
        store.write(lambda tx: _apply(tx, schema, migrations, before))
    except LiantuError as problem:
        raise StoreError(
            "migration_failed", before=before, after=schema.version, file=str(backup), reason=problem
        ) from problem
    logger.info("migrated schema version %d to %d, backup in %s", before, schema.version, backup)
    return MigrationReport(before, schema.version, backup)


def _apply(tx: Transaction, schema: Schema, migrations: Sequence[Migration], before: int) -> None:
    """Apply all migrations, unless another process has while this one wrote its backup."""
    (row,) = tx.run(read_cypher("lock_schema"), {"version": before})
    if row["schema_version"] != before:
        return
    for migration in migrations:
        for statement in migration_statements(migration):
            tx.run(statement)
    tx.run(read_cypher("mark_schema"), {"version": schema.version})


def _write_backup(store: Store, schema: Schema, version: int, folder: Path) -> Path:
    """Write a snapshot in one step: an interrupted backup leaves no file that looks whole."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    file = folder / f"backup-schema-{version}-{stamp}.jsonl"
    fresh = file.with_suffix(f".{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            export_graph(store, schema, out, version, refuse_broken=False)
        fresh.replace(file)
    except OSError as problem:
        raise StoreError("file_unwritable", file=str(file), reason=problem) from problem
    finally:
        fresh.unlink(missing_ok=True)
    return file
