"""The whole graph to a file and back, and whether it is what was written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from errno import EISDIR
from pathlib import Path
from typing import IO

from graph.model.errors import LiantuError
from graph.model.schema_file import default_schema
from graph.store.batching import WriteOp
from graph.store.bulk_load import load_in_bulk
from graph.store.check import IntegrityReport, check_graph
from graph.store.snapshot import export_graph, export_neo4j_files, import_graph
from graph.store.snapshot_format import ImportReport, SnapshotOrigin
from graph.store.store import Store
from graph.store.transaction import Transaction
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.history.entry import import_op
from loaders.history.event import IMPORT, LoadContext, timestamp
from loaders.history.figures import record_figures

PRODUCT = "liantu"  # the distribution's name
RESTORING = LoadContext(action=IMPORT, file="snapshot")


def export_to(store: Store, file: Path, principal: Principal) -> int:
    """Write the graph to a file, in one step: an interrupted export leaves the old file.

    A link is written through, as every other command does, and what is no file, such as a device, is never replaced.

    Raises:
        StoreError: a row is not what was written, or a load wrote meanwhile.
        LiantuError: the file cannot be written.
    """
    if not file.name or file.is_dir():
        raise LiantuError("file_unwritable", file=str(file), reason=IsADirectoryError(EISDIR, "a folder"))
    try:
        if file.exists() and not file.is_file():
            return _export_into(store, file, principal)
        target = file.resolve() if file.is_symlink() else file
        fresh = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            count = _export_into(store, fresh, principal)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(file), reason=problem) from problem
    return count


def _export_into(store: Store, file: Path, principal: Principal) -> int:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        return export_stream(store, out, principal, file.name)


def export_stream(store: Store, out: IO[str], principal: Principal, name: str = "stdout") -> int:
    """Write the graph to a stream. Raises StoreError as ``export_to``; the stream has no last line then."""
    from importlib.metadata import version  # only exporting needs it, and it takes 20 ms

    origin = SnapshotOrigin(who=principal.signature, at=timestamp(), product=f"{PRODUCT} {version(PRODUCT)}")
    with principal.acting(Permission.EXPORT, name):
        return export_graph(store, default_schema(), out, origin=origin)


def export_neo4j_to(store: Store, folder: Path, principal: Principal) -> int:
    """Write the graph as files of ``neo4j-admin database import`` into a new folder, in one step.

    The log of loads is not among them.

    Raises:
        StoreError: as ``export_to``; a list that the files cannot hold.
        LiantuError: the folder is there and not empty, or cannot be written.
    """
    folder = folder.resolve()  # "." has no name
    try:
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise LiantuError("folder_not_empty", folder=str(folder))
        fresh = folder.with_name(f".{folder.name}.{os.getpid()}")
        try:
            fresh.mkdir(parents=True)
            with principal.acting(Permission.EXPORT, folder.name):
                count = export_neo4j_files(store, default_schema(), fresh)
            fresh.replace(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(folder), reason=problem) from problem
    return count


def import_from(store: Store, file: Path, *, replace_all: bool, principal: Principal) -> ImportReport:
    """Restore the graph of a file; see ``restore_graph``. Raises LiantuError when the file cannot be read."""
    context = LoadContext(who=principal.signature, action=IMPORT, file=file.name)
    try:
        with principal.acting(Permission.RESTORE, file.name), file.open(encoding="utf-8-sig") as lines:
            return restore_graph(store, lines, context, replace_all=replace_all)
    except OSError as problem:
        raise LiantuError("file_unreadable", file=str(file), reason=problem) from problem
    except UnicodeDecodeError as problem:
        raise LiantuError("file_encoding", file=str(file), tried=["UTF-8"]) from problem


def import_folder(store: Store, folder: Path, principal: Principal) -> int:
    """Fill a new embedded store, in bulk, from a folder that ``export_neo4j_to`` wrote; see ``load_in_bulk``.

    Returns:
        The number of nodes and edges.

    Raises:
        StoreError: the store is not a new embedded one, or the files do not fit.
        LiantuError: a file cannot be read.
    """
    schema = default_schema()
    context = LoadContext(who=principal.signature, action=IMPORT, file=folder.resolve().name)

    def log_ops(tx: Transaction, count: int, writer: str) -> list[WriteOp]:
        return [import_op(tx.run, schema, context, rows=count, broken=0, writer=writer)]

    try:
        with principal.acting(Permission.RESTORE, folder.name):
            count = load_in_bulk(store, schema, folder, log_ops=log_ops)
    except OSError as problem:
        raise LiantuError("file_unreadable", file=str(problem.filename or folder), reason=problem) from problem
    record_figures(store)
    return count


def restore_graph(
    store: Store, lines: Iterable[str], context: LoadContext = RESTORING, *, replace_all: bool = False
) -> ImportReport:
    """Restore the graph of a snapshot; the log of loads stays, with an event of who restored it.

    Raises:
        StoreError: no snapshot, a broken one, or the store is not empty and ``replace_all`` is False.
    """
    schema = default_schema()

    def log_ops(tx: Transaction, report: ImportReport, writer: str) -> list[WriteOp]:
        event = replace(context, sha256=report.sum)
        return [import_op(tx.run, schema, event, rows=report.count, broken=len(report.broken), writer=writer)]

    report = import_graph(store, schema, lines, log_ops=log_ops, replace=replace_all, name=context.file)
    record_figures(store)
    return report


def check_store(store: Store) -> IntegrityReport:
    """Compute the hashes of everything stored again, and return what is not what was written."""
    return check_graph(store, default_schema())
