"""The figures of the regions' chains with each entry of the log, and what they were at a moment."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import msgspec

from graph.analysis.figures import RegionFigures
from graph.model.errors import LiantuError
from graph.model.row_hash import event_hash
from graph.store import writes
from graph.store.contents import last_writer
from graph.store.store import Reader, Store
from graph.store.transaction import Transaction
from graph.store.write_lock import is_last_writer
from queries.reader import read_rows
from queries.region_figures import fetch_figures
from queries.rows.history import EventFiguresRow, LoadEventRow

logger = logging.getLogger(__name__)

Recorded: TypeAlias = dict[str, RegionFigures | None]
"""By the region's id, the regions whose figures an event changed; None: the region has no data any more."""


@dataclass(frozen=True, kw_only=True)
class RecordedFigures:
    """An event of the log and the figures of all regions after it.

    Attributes:
        sequence: the event's number.
        event: its id.
        dataset: the dataset that it is about.
        at: when, ISO 8601 with the zone.
        writer: the token of its command: the events of one command have the same.
        regions: by the region's id; None where no figures were recorded up to then, as in a log of an older version.
        recorded: whether the event itself has figures; events in the middle of a command have none.
    """

    sequence: int
    event: str
    dataset: str
    at: datetime
    writer: str
    regions: Mapping[str, RegionFigures] | None
    recorded: bool


def figures_log(read: Reader) -> list[RecordedFigures]:
    """Return the figures after every event of the log, the oldest first."""
    return list(_unfolded(read_rows(read, EventFiguresRow)))


def _unfolded(rows: Sequence[EventFiguresRow]) -> Iterator[RecordedFigures]:
    current: dict[str, RegionFigures] | None = None
    for row in rows:
        if row.figures is not None:
            merged = {**(current or {}), **_parse(row.figures)}
            current = {region: figures for region, figures in merged.items() if figures is not None}
        yield RecordedFigures(
            sequence=row.sequence,
            event=row.id,
            dataset=row.dataset,
            at=datetime.fromisoformat(row.at),
            writer=row.writer or "",
            regions=current,
            recorded=row.figures is not None,
        )


def _parse(text: str) -> Recorded:
    return msgspec.json.decode(text, type=dict[str, RegionFigures | None])


def record_figures(store: Store, *, changed: bool = True) -> None:
    """Write the figures of all regions that the last command changed to the last event of the log.

    Figures are derived, so a load that is written stays written when they cannot be computed; the log of the program
    tells why. Nothing is written where the log is empty, the last event has its figures, somebody writes meanwhile, or
    there are too many regions.

    Args:
        store: where the log is.
        changed: whether the last event may have changed anything; else nothing is computed.
    """
    try:
        _record(store, changed=changed)
    except LiantuError:
        logger.warning("the figures after the last load are not recorded", exc_info=True)


def _record(store: Store, *, changed: bool) -> None:
    writers = last_writer(store)
    log = figures_log(store.read)
    if not log or log[-1].recorded:
        return
    is_same = not changed and len(log) > 1 and log[-2].recorded
    figures = log[-1].regions if is_same else fetch_figures(store)
    if figures is None:
        return
    changes = _changes(log[-1].regions or {}, figures)
    event, text = log[-1].event, msgspec.json.encode(changes).decode()

    def write(tx: Transaction) -> None:
        if writers and is_last_writer(tx, writers[0]["writer"]):
            (row,) = read_rows(tx.run, LoadEventRow, id=event)
            props = {**row.event["properties"], "figures": text}
            tx.run_rows(writes.set_event_figures(), [{"id": event, "figures": text, "hash": event_hash(props)}])

    store.write(write)


def _changes(before: Mapping[str, RegionFigures], after: Mapping[str, RegionFigures]) -> Recorded:
    changed: Recorded = {id_: figures for id_, figures in after.items() if figures != before.get(id_)}
    return {**changed, **dict.fromkeys(sorted(before.keys() - after.keys()))}
