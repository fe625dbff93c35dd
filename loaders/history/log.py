"""Events and versions in the store: what is written with each load, and read again."""

from __future__ import annotations

from collections import defaultdict

from graph.model.schema import Schema
from graph.store import writes as cypher
from graph.store.batching import ParameterRow, WriteOp
from graph.store.store import Reader
from loaders.errors import LoadError
from loaders.history.archive import Version, dump_archive, load_archive
from loaders.history.event import Event, LoadContext, event_props, load_events
from loaders.history.rebuild import rebuild_records
from loaders.records import RecordSet
from loaders.report import LoadReport

Steps = list[WriteOp]
SOURCE = ("file", "sha256", "mapping", "program")
VERSIONS_KEPT = 30  # events of a dataset whose versions are kept


def load_version(read: Reader, version: str) -> RecordSet:
    """The records of a version. Raises LoadError when it is no longer kept."""
    parts = [str(row["data"]) for row in read(cypher.version(), {"version": version})]
    if not parts:
        raise LoadError("version_gone", version=version)
    return load_archive(parts)


def last_version(read: Reader, dataset: str) -> tuple[int, str | None]:
    """The number of the last event of all, and what the dataset's own last event left; None when it has none."""
    row = read(cypher.last_load(), {"dataset": dataset})[0]
    return row["n"], (row["version"] or "") if row["id"] else None


def source_records(read: Reader, schema: Schema, dataset: str) -> RecordSet | None:
    """What a loaded dataset itself says, before rules and decisions; None when it is not loaded.

    Of one whose load was cut off it is what it said before that.
    """
    found = read(cypher.source_version(), {"dataset": dataset})
    if not found:
        return None
    version = found[0]["said"] or last_version(read, dataset)[1]
    if version:
        return load_version(read, version)
    return rebuild_records(read, schema, dataset) if found[0]["state"] == "ready" else None


def log_statements(
    read: Reader,
    schema: Schema,
    now: Version | None,
    context: LoadContext,
    report: LoadReport,
    of: RecordSet,
    writer: str,
) -> Steps:
    """The statements that write an event and the version it leaves.

    Args:
        ask: reads the store before anything is written.
        schema: the schema.
        now: the version that the dataset is in afterwards; None: it goes.
        occasion, report: why and what.
        of: its records.
        writer: the store's writer that brings them.
    """
    number, before = last_version(read, of.dataset.id)
    steps = version_statements(read, schema, now) if now else []
    if before is None:  # it came with a snapshot, or not at all
        there = source_records(read, schema, of.dataset.id)
        first = dump_archive(there) if there else None
        before = first.hash if first else ""
        steps += version_statements(read, schema, first) if first and first != now else []
    after = now.hash if now else ""
    rows = len({node.location or node.row for node in of.nodes})
    props = event_props(number + 1, of.dataset.title, context, report, rows, (before, after), writer)
    gone = _versions_to_prune(read, {before, after})
    return [
        *steps,
        (cypher.create_nodes(schema.nodes["Load"]), [{"props": props}]),
        *([(cypher.delete_versions(), gone)] if gone else []),
    ]


def unchanged_version(read: Reader, dataset: str, since: str) -> str:
    """The version that a dataset is in, if bringing it there was the last thing that was written, and wholly done; "".

    Args:
        ask: reads the store.
        dataset: its id.
        since: the store's last writer.
    """
    last = read(cypher.last_load(), {"dataset": dataset})[0]
    ready = any(row["state"] == "ready" for row in read(cypher.source_version(), {"dataset": dataset}))
    whole = not last["refused"] and not last["missing"] and last["own"] == last["n"]
    return last["version"] or "" if ready and whole and last["writer"] == since else ""


def matching_noop_load(read: Reader, dataset: str, context: LoadContext, since: str) -> Event | None:
    """The event that brought a dataset, if loading on this occasion would bring the same once more.

    That is: the file with its name (which the evidence says), the mapping and the program are the same, all of it was
    taken, and nothing was written since.

    Args:
        ask: reads the store.
        dataset: its id.
        occasion: with all of these.
        since: the store's last writer.
    """
    if not (context.sha256 and context.program and unchanged_version(read, dataset, since)):
        return None
    last = [one for one in load_events(read) if one.dataset == dataset][-1]
    return last if all(getattr(last.occasion, name) == getattr(context, name) for name in SOURCE) else None


def repeat_entry(read: Reader, schema: Schema, last: Event, context: LoadContext, writer: str) -> WriteOp:
    """The statement that writes that a dataset's last event happened once more."""
    number, versions = last_version(read, last.dataset)[0] + 1, (last.version, last.version)
    props = event_props(number, last.title, context, LoadReport(last.dataset), last.rows, versions, writer)
    return cypher.create_nodes(schema.nodes["Load"]), [{"props": props}]


def version_statements(read: Reader, schema: Schema, version: Version) -> Steps:
    """The statements that write the parts that are not there yet; a load that was cut off may have left the first."""
    there = len(read(cypher.version(), {"version": version.hash}))
    return [(cypher.create_nodes(schema.nodes["Version"]), [row]) for row in version.rows()[there:]]


def _versions_to_prune(read: Reader, keep: set[str]) -> list[ParameterRow]:
    """The versions that no dataset calls what it says, and none of its last ``REMEMBERED`` events speaks of."""
    found: dict[str, list[Event]] = defaultdict(list)
    for one in load_events(read):
        found[one.dataset].append(one)
    recent = {hash_ for own in found.values() for one in own[-VERSIONS_KEPT:] for hash_ in (one.version, one.before)}
    return [
        {"version": row["version"]}
        for row in read(cypher.versions(), {})
        if not row["said"] and row["version"] not in recent | keep
    ]
