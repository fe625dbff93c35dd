"""Check a whole store: every row of every dataset, every archived version, every event of the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from graph.model.errors import StoreError
from graph.model.row_hash import event_hash
from graph.model.schema import Schema
from graph.store import reads
from graph.store.contents import damage_told, edges_of_type, last_writer, nodes_under, row_labels, versions_named
from graph.store.integrity import DATASET, VERSION, BrokenRow, IntegrityCheck, is_intact_version
from graph.store.store import Store

EVENT = "LoadEvent"


@dataclass(frozen=True)
class IntegrityReport:
    """The number of records that were checked, and those that are not what was written."""

    checked: int
    broken: tuple[BrokenRow, ...] = ()


def check_graph(store: Store, schema: Schema) -> IntegrityReport:
    """Compute the hash of everything stored again.

    A type of which a record cannot be read at all is a broken row without an id.

    Raises:
        StoreError: the server went away, or a load wrote meanwhile.
    """
    before = last_writer(store)
    report = _GraphCheck(store, schema).report()
    if last_writer(store) != before:
        raise StoreError("check_changed")
    return report


class _GraphCheck:
    def __init__(self, store: Store, schema: Schema) -> None:
        self.store, self.schema = store, schema
        self.rows = IntegrityCheck(schema)
        self.broken: set[BrokenRow] = set()
        self.version_owners: dict[str, str] = {}
        self.checked = 0

    def report(self) -> IntegrityReport:
        for label in row_labels(self.schema):
            with self._unreadable_noted(label):
                for record in nodes_under(self.store, label):
                    self._note_version(record["node"], record["props"] if label == DATASET else {})
                    self.rows.add_node(record["node"], record["label"], record["props"])
        for name in sorted(self.schema.edges):
            with self._unreadable_noted(name):
                for record in edges_of_type(self.store, name):
                    self.rows.add_edge(name, record["source"], record["target"], record["props"])
        with self._unreadable_noted(EVENT):
            self._check_events()
        with self._unreadable_noted(VERSION):
            self._check_versions()
        return IntegrityReport(self.checked + self.rows.rows, tuple(sorted({*self.broken, *self.rows.broken()})))

    @contextmanager
    def _unreadable_noted(self, type_: str) -> Iterator[None]:
        try:
            with damage_told(type_):
                yield
        except StoreError as problem:
            if problem.code != "store_damaged":
                raise
            self.broken.add(BrokenRow(dataset="", type=type_, row=""))

    def _note_version(self, dataset: str, props: Mapping[str, Any]) -> None:
        self.version_owners |= {props[name]: dataset for name in ("version", "source_version") if props.get(name)}

    def _check_events(self) -> None:
        for row in self.store.read(reads.all_nodes(EVENT)):
            props = row["node"]["properties"]
            self.checked += 1
            self._note_version(str(props.get("dataset")), props)
            if "hash" in props and props["hash"] != event_hash(props):
                self.broken.add(BrokenRow(dataset=str(props.get("dataset")), type=EVENT, row=str(props.get("id"))))

    def _check_versions(self) -> None:
        """Check one version after the other: all of them together may be large."""
        for row in self.store.read(reads.archived_versions()):
            version = str(row["version"])
            parts = versions_named(self.store, [version])
            self.checked += 1
            if not is_intact_version(version, parts):
                self.broken.add(BrokenRow(dataset=self.version_owners.get(version, ""), type=VERSION, row=version))
