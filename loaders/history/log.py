"""Events and versions in the store: what is written with each load, and read again."""

from __future__ import annotations

from collections import defaultdict

from graph.model.schema import Schema
from graph.store import writes as cypher
from graph.store.batching import GivenRow
from loaders.errors import LoadError
from loaders.history.archive import Version, packed, unpacked
from loaders.history.event import Ask, Event, Occasion, event_props, events
from loaders.history.rebuild import held
from loaders.records import Records
from loaders.report import LoadReport
from loaders.sync.plan import Step

Steps = list[Step]
SOURCE = ("file", "sha256", "mapping", "program")
REMEMBERED = 30  # events of a dataset whose versions are kept


def kept(ask: Ask, version: str) -> Records:
    """The records of a version. Raises LoadError when it is no longer kept."""
    parts = [str(row["data"]) for row in ask(cypher.version(), {"version": version})]
    if not parts:
        raise LoadError("version_gone", version=version)
    return unpacked(parts)


def last_version(ask: Ask, dataset: str) -> tuple[int, str | None]:
    """The number of the last event of all, and what the dataset's own last event left; None when it has none."""
    row = ask(cypher.last_load(), {"dataset": dataset})[0]
    return row["n"], (row["version"] or "") if row["id"] else None


def original(ask: Ask, schema: Schema, dataset: str) -> Records | None:
    """What a loaded dataset itself says, before rules and decisions; None when it is not loaded.

    Of one whose load was cut off it is what it said before that.
    """
    found = ask(cypher.said(), {"dataset": dataset})
    if not found:
        return None
    version = found[0]["said"] or last_version(ask, dataset)[1]
    if version:
        return kept(ask, version)
    return held(ask, schema, dataset) if found[0]["state"] == "ready" else None


def keeping(
    ask: Ask, schema: Schema, now: Version | None, occasion: Occasion, report: LoadReport, of: Records, writer: str
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
    number, before = last_version(ask, of.dataset.id)
    steps = storing(ask, schema, now) if now else []
    if before is None:  # it came with a snapshot, or not at all
        there = original(ask, schema, of.dataset.id)
        first = packed(there) if there else None
        before = first.hash if first else ""
        steps += storing(ask, schema, first) if first and first != now else []
    after = now.hash if now else ""
    rows = len({node.origin or node.row for node in of.nodes})
    props = event_props(number + 1, of.dataset.title, occasion, report, rows, (before, after), writer)
    gone = _forgotten(ask, {before, after})
    return [
        *steps,
        (cypher.create_nodes(schema.nodes["Load"]), [{"props": props}]),
        *([(cypher.forget(), gone)] if gone else []),
    ]


def still_so(ask: Ask, dataset: str, since: str) -> str:
    """The version that a dataset is in, if bringing it there was the last thing that was written, and wholly done; "".

    Args:
        ask: reads the store.
        dataset: its id.
        since: the store's last writer.
    """
    last = ask(cypher.last_load(), {"dataset": dataset})[0]
    ready = any(row["state"] == "ready" for row in ask(cypher.said(), {"dataset": dataset}))
    whole = not last["refused"] and not last["missing"] and last["own"] == last["n"]
    return last["version"] or "" if ready and whole and last["writer"] == since else ""


def came_last(ask: Ask, dataset: str, occasion: Occasion, since: str) -> Event | None:
    """The event that brought a dataset, if loading on this occasion would bring the same once more.

    That is: the file with its name (which the evidence says), the mapping and the program are the same, all of it was
    taken, and nothing was written since.

    Args:
        ask: reads the store.
        dataset: its id.
        occasion: with all of these.
        since: the store's last writer.
    """
    if not (occasion.sha256 and occasion.program and still_so(ask, dataset, since)):
        return None
    last = [one for one in events(ask) if one.dataset == dataset][-1]
    return last if all(getattr(last.occasion, name) == getattr(occasion, name) for name in SOURCE) else None


def repeated(ask: Ask, schema: Schema, last: Event, occasion: Occasion, writer: str) -> Step:
    """The statement that writes that a dataset's last event happened once more."""
    number, versions = last_version(ask, last.dataset)[0] + 1, (last.version, last.version)
    props = event_props(number, last.title, occasion, LoadReport(last.dataset), last.rows, versions, writer)
    return cypher.create_nodes(schema.nodes["Load"]), [{"props": props}]


def storing(ask: Ask, schema: Schema, version: Version) -> Steps:
    """The statements that write the parts that are not there yet; a load that was cut off may have left the first."""
    there = len(ask(cypher.version(), {"version": version.hash}))
    return [(cypher.create_nodes(schema.nodes["Version"]), [row]) for row in version.rows()[there:]]


def _forgotten(ask: Ask, keep: set[str]) -> list[GivenRow]:
    """The versions that no dataset calls what it says, and none of its last ``REMEMBERED`` events speaks of."""
    found: dict[str, list[Event]] = defaultdict(list)
    for one in events(ask):
        found[one.dataset].append(one)
    recent = {hash_ for own in found.values() for one in own[-REMEMBERED:] for hash_ in (one.version, one.before)}
    return [
        {"version": row["version"]}
        for row in ask(cypher.versions(), {})
        if not row["said"] and row["version"] not in recent | keep
    ]
