"""The rows of a region as they were after an event of the log, without a second store.

The rows of datasets that have changed since are left out of today's, and made anew from their archived records; so are
the rows of datasets whose entities were linked or judged differently then. A segment that two datasets describe is as
the one that changed describes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TypeVar

from graph.model.records import statement_id
from graph.model.schema_file import default_schema
from graph.store import reads
from graph.store.store import Store
from loaders.errors import LoadError
from loaders.history.event import ALL_DATASETS, EVENT_PREFIX, LoadEvent
from loaders.history.log import load_events, load_version, source_records
from loaders.linking.canonicalise import canonicalise
from loaders.linking.link_state import fetch_link_state
from loaders.records import RecordSet
from loaders.service.record_rows import FEEDS, SEGMENT_OF, RecordRows
from loaders.sync.followers import datasets_to_follow
from loaders.sync.stored import fetch_labels_elsewhere
from loaders.sync.validate import referenced_ids, validate
from queries.reader import read_rows
from queries.region_rows import RegionRows
from queries.rows.chains import AbsencesRow, ClaimsRow, FeedsRow, HoldingsRow, RegionsRow, SegmentsRow
from queries.rows.quality import NamesRow
from queries.rows.sync import DatasetsMentioningRow
from queries.run import fetch_rows

SEGMENT_LABEL = "Segment"
PlacedRow = TypeVar("PlacedRow", HoldingsRow, AbsencesRow)
StatedRow = TypeVar("StatedRow", HoldingsRow, AbsencesRow, ClaimsRow)


def rows_after_event(store: Store, region: str, sequence: int) -> RegionRows:
    """Return the rows of a region as they were after an event.

    Args:
        store: whose log it is.
        region: the region's id.
        sequence: the event's number; 0: before all events.

    Raises:
        LoadError: the whole graph was restored since, or a dataset's records of that time are no longer kept.
        UsageError: there is no such region.
    """
    events = load_events(store.read)
    rows = RegionRows.fetch(store, region)
    versions = versions_that_differ(events, sequence)
    if not versions:
        return rows
    try:
        records = {
            dataset: load_version(store.read, version) if version else None for dataset, version in versions.items()
        }
    except LoadError as problem:
        if problem.code != "version_gone":
            raise
        raise LoadError("state_gone", event=f"{EVENT_PREFIX}{sequence}") from problem
    return _Past(store, rows, records).rows()


def versions_that_differ(events: Sequence[LoadEvent], sequence: int) -> dict[str, str]:
    """Return the datasets that are different now from what they were after an event: the version that each had then.

    The version is empty where the dataset was not loaded then.

    Args:
        events: the log, the oldest first.
        sequence: the event's number; 0: before all events.

    Raises:
        LoadError: the whole graph was restored since: the log does not tell what datasets held before.
    """
    for event in events:
        if event.is_import and event.sequence > sequence:
            raise LoadError("state_restored", event=f"{EVENT_PREFIX}{sequence}", restored=event.id)
    restored = max((event.sequence for event in events if event.is_import), default=0)
    of_dataset: dict[str, list[LoadEvent]] = {}
    for event in events:
        if event.sequence > restored and event.dataset != ALL_DATASETS:
            of_dataset.setdefault(event.dataset, []).append(event)
    then = {dataset: _version_at(own, sequence) for dataset, own in of_dataset.items()}
    return {dataset: version for dataset, version in then.items() if version != of_dataset[dataset][-1].version}


def _version_at(events: Sequence[LoadEvent], sequence: int) -> str:
    earlier = [event for event in events if event.sequence <= sequence]
    return earlier[-1].version if earlier else events[0].previous_version


class _Past:
    """Puts rows of other versions of some datasets in the place of today's rows."""

    def __init__(self, store: Store, rows: RegionRows, changed: Mapping[str, RecordSet | None]) -> None:
        self.store, self.today = store, rows
        now = fetch_link_state(store.read)
        then = now
        for dataset, records in changed.items():
            then = then.with_dataset(dataset, records)
        self.linker = then.linker
        following = {
            *datasets_to_follow(store.read, now.linker, then.linker, ""),
            *_at_missing_segments(store, changed),
        }
        following -= changed.keys()
        followers = {dataset: source_records(store.read, default_schema(), dataset) for dataset in sorted(following)}
        self.records = {**changed, **followers}

    def rows(self) -> RegionRows:
        """Return the rows of that time."""
        today, region = self.today, self.today.region
        past = [self._record_rows(records) for records in self.records.values() if records is not None]
        past_segments = [row for rows in past for row in rows.segments()]
        missing = {segment for _, segment in self._pairs(SEGMENT_OF)} - {row.segment_id for row in past_segments}
        holdings = [row for rows in past for row in rows.holdings(region)]
        absences = [row for rows in past for row in rows.absences(region)]
        claims = [row for rows in past for row in rows.claims(region)]
        return replace(
            today,
            holdings=sorted(self._present(today.holdings, holdings, missing), key=lambda row: row.statement),
            absences=sorted(self._present(today.absences, absences, missing), key=lambda row: row.statement),
            claims=sorted(chain(self._kept(today.claims), claims), key=lambda row: row.dataset),
            segments=self._segments(past_segments),
            feeds=self._feeds(row for rows in past for row in rows.feeds()),
        )

    def _kept(self, rows: Iterable[StatedRow]) -> Iterator[StatedRow]:
        """Yield today's rows of the datasets that are as they were."""
        return (row for row in rows if row.dataset not in self.records)

    def _present(self, today: Iterable[PlacedRow], past: Iterable[PlacedRow], missing: set[str]) -> Iterator[PlacedRow]:
        """Yield the rows of that time that are at a segment which somebody described then."""
        return (row for row in chain(self._kept(today), past) if row.segment_id not in missing)

    def _record_rows(self, records: RecordSet) -> RecordRows:
        """Return the rows of a dataset's own records, linked as then and without the rows that do not fit."""
        schema, linked = default_schema(), canonicalise(records, self.linker)
        labels = fetch_labels_elsewhere(self.store.read, schema, linked.dataset.id, referenced_ids(linked))
        return RecordRows(validate(replace(linked, counts={}), schema, labels).records, self._names)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {row.id: row.name for row in fetch_rows(self.store, NamesRow)}

    def _segments(self, past: Iterable[SegmentsRow]) -> list[SegmentsRow]:
        gone = self._pairs(SEGMENT_OF)
        rows = {(row.chain_id, row.segment_id): row for row in self.today.segments}
        kept = {pair: row for pair, row in rows.items() if pair not in gone}
        chains = next(
            (row.chains for row in fetch_rows(self.store, RegionsRow) if row.region_id == self.today.region), ()
        )
        past_rows = {(row.chain_id, row.segment_id): row for row in past if not chains or row.chain_id in chains}
        return [row for _, row in sorted({**kept, **past_rows}.items())]

    def _feeds(self, past: Iterable[FeedsRow]) -> list[FeedsRow]:
        gone = self._pairs(FEEDS)
        pairs = {(row.from_id, row.to_id) for row in self.today.feeds} - gone | {(r.from_id, r.to_id) for r in past}
        return [FeedsRow(from_id=source, to_id=target) for source, target in sorted(pairs)]

    def _pairs(self, edge_type: str) -> set[tuple[str, str]]:
        """Return the ends of today's edges of a type that the datasets state which are replaced."""
        statement = reads.edges_of_dataset(edge_type)
        return {
            (str(row["source"]), str(row["target"]))
            for dataset in self.records
            for row in self.store.read(statement, {"dataset": dataset, "prefix": statement_id(dataset, "")})
        }


def _at_missing_segments(store: Store, changed: Mapping[str, RecordSet | None]) -> set[str]:
    """Return the datasets that state something of segments which are described in the past and not today.

    Their statements are stored, but at a stub, where the queries of a region do not look.
    """
    nodes = (node for records in changed.values() if records for node in records.nodes)
    segments = {node.id for node in nodes if node.label == SEGMENT_LABEL}
    today = {str(row["id"]) for row in store.read(reads.ids(SEGMENT_LABEL), {})} if segments else set()
    missing = sorted(segments - today)
    return (
        {row.dataset for row in read_rows(store.read, DatasetsMentioningRow, ids=missing, rows=[])}
        if missing
        else set()
    )
