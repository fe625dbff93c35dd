"""The log of loads as lines: its events, and the archived versions that a snapshot of the graph leaves out.

The form is that of a snapshot: a first line with the format, one record a line, a last line with their number and the
SHA-256 of all lines before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import msgspec

from graph.model.errors import StoreError
from graph.model.row_hash import event_hash
from graph.model.schema import Schema
from graph.store import reads
from graph.store.batching import ParameterRow
from graph.store.check import EVENT
from graph.store.contents import damage_told, last_writer, versions_named
from graph.store.integrity import VERSION, is_intact_version
from graph.store.migrations.migration import migrate_record
from graph.store.snapshot_format import LineWriter, NodeLine, json_line
from graph.store.store import Store

LOG_FORMAT = "liantu-log"
LOG_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class LogCounts:
    """The number of events and of parts of versions."""

    events: int
    versions: int


def write_log(store: Store, schema: Schema, out: LineWriter) -> LogCounts:
    """Write the log of loads.

    Raises:
        StoreError: ``backup_broken_log``: an event or a version is not what was written.
    """
    digest, counts = sha256(), {EVENT: 0, VERSION: 0}
    writer = next((row["writer"] for row in last_writer(store)), None)
    header = {"format": LOG_FORMAT, "version": LOG_VERSION, "schema": schema.version, "writer": writer or ""}
    out.write(line := json_line(header))
    digest.update(line.encode())
    for record in _log_records(store):
        out.write(line := json_line(record))
        digest.update(line.encode())
        counts[record["label"]] += 1
    out.write(json_line({"end": sum(counts.values()), "sha256": digest.hexdigest()}))
    return LogCounts(events=counts[EVENT], versions=counts[VERSION])


def _log_records(store: Store) -> Iterator[dict[str, Any]]:
    with damage_told(EVENT):
        rows = [row["node"]["properties"] for row in store.read(reads.all_nodes(EVENT))]
        for props in sorted(rows, key=lambda props: int(props["sequence"])):
            if props.get("hash", event_hash(props)) != event_hash(props):
                raise StoreError("backup_broken_log", id=props["id"])
            yield {"node": props["id"], "label": EVENT, "props": props}
    with damage_told(VERSION):
        in_snapshot = {row["version"] for row in store.read(reads.source_versions())}
        versions = {str(row["version"]) for row in store.read(reads.archived_versions())}
        for version in sorted(versions - in_snapshot):  # one after the other: all of them together may be large
            yield from _version_records(store, version)


def _version_records(store: Store, version: str) -> Iterator[dict[str, Any]]:
    parts = versions_named(store, [version])
    if not is_intact_version(version, parts):
        raise StoreError("backup_broken_log", id=version)
    for props in sorted(parts, key=lambda props: int(props["part"])):
        yield {"node": props["id"], "label": VERSION, "props": props}


@dataclass(kw_only=True)
class LogReader:
    """Reads the lines of a log into the rows of a write.

    Attributes:
        file: the file's name, for messages.
        writer: the token of the last writer.
        rows: label -> the rows that create its nodes.
    """

    file: str
    writer: str = ""
    rows: dict[str, list[ParameterRow]] = field(default_factory=lambda: {EVENT: [], VERSION: []})

    def read(self, lines: Iterable[str]) -> None:
        """Read every line.

        Raises:
            StoreError: ``backup_damaged``: a line is none of a log, or some are missing.
        """
        try:
            self._read(iter(lines))
        except (msgspec.MsgspecError, KeyError, TypeError, ValueError, StopIteration) as problem:
            raise StoreError("backup_damaged", file=self.file) from problem

    def _read(self, lines: Iterator[str]) -> None:
        first, digest = next(lines), sha256()
        header = msgspec.json.decode(first, type=dict[str, str | int])
        if (header["format"], header["version"]) != (LOG_FORMAT, LOG_VERSION):
            raise KeyError(LOG_FORMAT)
        self.writer, schema_version = str(header["writer"]), int(header["schema"])
        digest.update(first.encode("utf-8", "surrogatepass"))
        for line in lines:
            record = msgspec.json.decode(line)
            if "end" in record:
                count = sum(map(len, self.rows.values()))
                if (record["end"], record["sha256"]) != (count, digest.hexdigest()) or next(lines, None):
                    raise KeyError("end")
                return
            digest.update(line.encode("utf-8", "surrogatepass"))
            node = msgspec.convert(record, NodeLine)
            label, props = migrate_record(node.label, node.props, schema_version)
            self.rows[label].append({"props": props})
        raise KeyError("end")
