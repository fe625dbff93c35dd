"""Events and versions in the store: what is written with each load, and read again."""

from __future__ import annotations

from graph.model.schema import Schema
from graph.store import cypher
from loaders.base import LoadError, LoadReport, Records
from loaders.history.event import Ask, Event, Occasion, event_props, events
from loaders.history.held import held
from loaders.history.version import Version, packed, unpacked
from loaders.writer import Step

REMEMBERED = 30  # events of a dataset whose versions are kept


def kept(ask: Ask, version: str) -> Records:
    """The records of a version. Raises LoadError when it is no longer kept."""
    parts = [str(row["data"]) for row in ask(cypher.version(), {"hash": version})]
    if not parts:
        raise LoadError("version_gone", version=version)
    return unpacked(parts)


def last_version(ask: Ask, dataset: str) -> tuple[int, str | None]:
    """The number of the last event of all, and what the dataset's own last event left; None when it has none."""
    row = ask(cypher.last_load(), {"dataset": dataset})[0]
    return row["n"], (row["version"] or "") if row["id"] else None


def original(ask: Ask, schema: Schema, dataset: str) -> Records | None:
    """What a loaded dataset itself says, before decisions; None when it is not loaded."""
    version = last_version(ask, dataset)[1]
    return held(ask, schema, dataset) if version is None else kept(ask, version) if version else None


def keeping(
    ask: Ask, schema: Schema, records: Records | None, dataset: str, occasion: Occasion, report: LoadReport
) -> list[Step]:
    """The statements that write an event and the version it leaves.

    Args:
        ask: reads the store before anything is written.
        schema: the schema.
        records: what the dataset says now; None: it goes.
        dataset: its id.
        occasion, report: why and what.
    """
    number, last = last_version(ask, dataset)
    versions: list[Version] = []
    if last is None:
        there = held(ask, schema, dataset)
        versions += [packed(there)] if there else []
        last = versions[0].hash if versions else ""
    now = ""
    if records is not None:
        versions.append(packed(records))
        now = versions[-1].hash
    new = {one.hash: one for one in versions if not ask(cypher.version(), {"hash": one.hash})}
    rows = 0 if records is None else len({node.origin or node.row for node in records.nodes})
    title = "" if records is None else records.dataset.title
    props = event_props(number + 1, title, occasion, report, rows, (last, now))
    create = cypher.create_nodes
    steps: list[Step] = [(create(schema.nodes["Version"]), [row]) for one in new.values() for row in one.rows()]
    gone: list[dict[str, object]] = [{"hash": hash_} for hash_ in sorted(_forgotten(events(ask), dataset, now))]
    return [*steps, (create(schema.nodes["Load"]), [{"props": props}]), *([(cypher.forget(), gone)] if gone else [])]


def _forgotten(found: list[Event], dataset: str, now: str) -> set[str]:
    """The versions that only events before the last ``REMEMBERED`` of the dataset speak of."""
    own = [one for one in found if one.dataset == dataset]
    recent = {hash_ for one in own[-REMEMBERED:] for hash_ in (one.version, one.before)} | {now}
    return {hash_ for one in own[:-REMEMBERED] for hash_ in (one.version, one.before) if hash_} - recent
