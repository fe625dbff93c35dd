"""Fetch what the store holds of a dataset and of the nodes it touches. Everything after it is pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from more_itertools import chunked

from graph.model.merge import Description
from graph.model.records import STATUSES, Dataset, fingerprint, statement_id
from graph.model.schema import DESCRIBES, ENTITY, STUB, Schema
from graph.store import reads
from graph.store.columns import DESCRIPTION_COLUMNS, from_store
from graph.store.contents import damage_told
from graph.store.integrity import DatasetHashes, archive_hash, is_intact_node
from graph.store.store import Reader, entity_label
from loaders.sync.diff import DatasetDiff, EdgeKey, EdgeState, endpoint_ids
from queries.reader import read_rows
from queries.rows.history import DescribedNodesRow, VersionPartsRow
from queries.rows.sync import (
    DatasetNodeRow,
    DescriptionsElsewhereRow,
    LoadingDatasetsRow,
    SupportElsewhereRow,
)

IDS_PER_READ = 5_000  # ids of one read; the same as of one write


@dataclass(frozen=True, kw_only=True)
class StoredDataset:
    """A dataset as the store holds it.

    Attributes:
        entry: the properties of its own node; None where it is not loaded.
        descriptions, statements: its edges by type and id.
        labels: the labels of the nodes that it describes.
        any_interrupted: True if a load of any dataset was cut off, so what is stored may be more than datasets say.
        leftovers: the ids that a cut-off load of this very dataset may have left behind.
        broken_nodes: the ids of those nodes among what it describes that are not what was written.
        intact: True if it is complete, and all of it is what was written.
    """

    entry: Mapping[str, Any] | None = None
    descriptions: Mapping[EdgeKey, EdgeState] = field(default_factory=dict)
    statements: Mapping[EdgeKey, EdgeState] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    any_interrupted: bool = False
    leftovers: frozenset[str] = frozenset()
    broken_nodes: frozenset[str] = frozenset()
    intact: bool = False

    @property
    def is_damaged(self) -> bool:
        """Return whether any row is not what was written."""
        edges = (*self.descriptions.values(), *self.statements.values())
        return bool(self.broken_nodes) or any(not edge.hash for edge in edges)

    @property
    def ids(self) -> set[str]:
        """Return the ids of the nodes that it describes or joins."""
        described = {edge.target for edge in self.descriptions.values()}
        return described | endpoint_ids(self.statements.values())

    @property
    def suspect_ids(self) -> frozenset[str]:
        """Return the ids of the nodes that may be other than datasets say, whatever has changed."""
        return self.leftovers | self.broken_nodes


@dataclass(frozen=True)
class StoredNode:
    """A node's label and fingerprint; None where it is not what was written."""

    label: str
    hash: str | None


@dataclass(frozen=True)
class OtherSources:
    """The other datasets' descriptions of an entity.

    Attributes:
        descriptions: their rows of it.
        statuses: the statuses of their established statements about it, without a template's.
        referenced: True if any statement of theirs names it.
    """

    descriptions: tuple[Description, ...] = ()
    statuses: frozenset[str] = frozenset()
    referenced: bool = False


@dataclass(frozen=True)
class StoredNodes:
    """The touched nodes that exist, and what other datasets say of the entities among them."""

    present: Mapping[str, StoredNode] = field(default_factory=dict)
    others: Mapping[str, OtherSources] = field(default_factory=dict)


def fetch_dataset(read: Reader, schema: Schema, dataset: str) -> StoredDataset:
    """Fetch a dataset: its entry and the keys, ends and fingerprints of its edges.

    The hash of each row is computed again. A row that is not what was written has an empty one, which no row that is
    loaded has, so that the next load writes it anew.

    Raises:
        StoreError: a row cannot be read at all.
    """
    with damage_told(dataset):
        return _fetch_dataset(read, schema, dataset)


def _fetch_dataset(read: Reader, schema: Schema, dataset: str) -> StoredDataset:
    nodes = read_rows(read, DatasetNodeRow, dataset=dataset)
    entry = nodes[0].node["properties"] if nodes else None
    described = read_rows(read, DescribedNodesRow, dataset=dataset)
    interrupted = [row.id for row in read_rows(read, LoadingDatasetsRow)]
    hashes = DatasetHashes(entry or {})
    descriptions = [_stored_description(row, dataset, schema, hashes) for row in described]
    names = [name for name in schema.edges if name != DESCRIBES]
    statements = [edge for name in names for edge in _statements(read, name, dataset, hashes)]
    broken = {row.node["properties"]["id"] for row in described if not _is_intact_node(row)}
    return StoredDataset(
        entry=entry,
        descriptions={edge.key: edge for edge in descriptions},
        statements={edge.key: edge for edge in statements},
        labels={edge.target: row.label for edge, row in zip(descriptions, described, strict=True)},
        any_interrupted=bool(interrupted),
        leftovers=_fetch_leftovers(read, schema) if dataset in interrupted else frozenset(),
        broken_nodes=frozenset(broken | _broken_stubs(read)),
        intact=not broken and _is_complete(entry or {}, [*descriptions, *statements]),
    )


def is_stored_intact(read: Reader, schema: Schema, dataset: str, version: str) -> bool:
    """Return whether all that is stored of a dataset is what was written: its rows, and its archived records.

    Args:
        read: reads the store.
        schema: the schema.
        dataset: its id.
        version: the version of its own records.
    """
    parts = [row.data for row in read_rows(read, VersionPartsRow, version=version)]
    return fetch_dataset(read, schema, dataset).intact and archive_hash(parts) == version


def _is_complete(entry: Mapping[str, Any], edges: Sequence[EdgeState]) -> bool:
    hashes = sorted(edge.hash for edge in edges)
    return "hash" in entry and DatasetHashes(entry).is_intact and entry.get("fingerprint") == fingerprint(hashes)


def _stored_description(row: DescribedNodesRow, dataset: str, schema: Schema, hashes: DatasetHashes) -> EdgeState:
    props, node = row.description["properties"], row.node["properties"]
    own = None if schema.nodes[row.label].entity else node
    hash_ = props["hash"] if hashes.is_intact_description(props, node["id"], own, row.label) else ""
    return EdgeState(id=props["id"], type=DESCRIBES, source=dataset, target=node["id"], hash=hash_)


def _is_intact_node(row: DescribedNodesRow) -> bool:
    return is_intact_node(row.label, row.node["properties"])


def _broken_stubs(read: Reader) -> set[str]:
    """Return the ids of the placeholders that are not what was written: no dataset describes them."""
    stubs = [row["node"]["properties"] for row in read(reads.all_nodes(STUB), {})]
    return {props["id"] for props in stubs if not is_intact_node(STUB, props)}


def _statements(read: Reader, name: str, dataset: str, hashes: DatasetHashes) -> Iterator[EdgeState]:
    for row in read(reads.edges_of_dataset(name), {"dataset": dataset, "prefix": statement_id(dataset, "")}):
        props, source, target = row["edge"]["properties"], row["source"], row["target"]
        hash_ = props["hash"] if hashes.is_intact_statement(name, source, target, props) else ""
        yield EdgeState(id=props["id"], type=name, source=source, target=target, hash=hash_)


def _fetch_leftovers(read: Reader, schema: Schema) -> frozenset[str]:
    """Return any entity, and the other records that no dataset describes: a cut-off load may have left them."""
    ids = {row["id"] for row in read(reads.ids(ENTITY), {})}
    for label in schema.merge_labels:
        if label != ENTITY:
            ids |= {row["id"] for row in read(reads.undescribed(label), {})}
    return frozenset(ids)


def fetch_nodes(
    read: Reader, schema: Schema, dataset: str, stored: StoredDataset, diff: DatasetDiff, known_ids: Collection[str]
) -> StoredNodes:
    """Fetch the nodes that a diff touches.

    Args:
        read: reads the store.
        schema: the schema.
        dataset: the dataset whose diff it is: "other" means other than this one.
        stored: the dataset as it is stored.
        diff: its diff.
        known: ids that other datasets describe or refer to.
    """
    touched = diff.touched_ids | stored.suspect_ids
    # A new id cannot be stored already, unless a load was cut off: it is not worth a look-up.
    known = stored.ids | stored.suspect_ids | set(known_ids)
    candidates = touched if stored.any_interrupted else touched & known
    present = _fetch_present(read, schema, sorted(candidates))
    present |= {id_: replace(present[id_], hash=None) for id_ in stored.broken_nodes & present.keys()}
    entities = [id_ for id_ in sorted(present) if schema.nodes[present[id_].label].merge_label == ENTITY]
    return StoredNodes(present, _fetch_others(read, dataset, entities))


def _fetch_present(read: Reader, schema: Schema, ids: Sequence[str]) -> dict[str, StoredNode]:
    return {
        row["id"]: StoredNode(entity_label(row["labels"]), row["hash"])
        for label in schema.merge_labels
        for part in chunked(_existing(read, label, ids), IDS_PER_READ)
        for row in read(reads.existing(label), {"ids": part})
    }


def _fetch_others(read: Reader, dataset: str, ids: Sequence[str]) -> dict[str, OtherSources]:
    descriptions: dict[str, list[Description]] = defaultdict(list)
    support: dict[str, SupportElsewhereRow] = {}
    for part in chunked(ids, IDS_PER_READ):
        for row in read_rows(read, DescriptionsElsewhereRow, ids=part, dataset=dataset):
            descriptions[row.id].append(_description(row))
        support |= {row.id: row for row in read_rows(read, SupportElsewhereRow, ids=part, dataset=dataset)}
    return {
        id_: OtherSources(
            tuple(descriptions[id_]), frozenset(status for status in STATUSES if getattr(row, status)), row.referenced
        )
        for id_, row in support.items()
    }


def _description(row: DescriptionsElsewhereRow) -> Description:
    props = row.description["properties"]
    weights = json.loads(row.precedence)
    dataset = Dataset(id=row.dataset, title="", publisher="", licence="", precedence=weights)
    return Description(dataset, props["id"], props["label"], from_store(props, DESCRIPTION_COLUMNS))


def fetch_labels_elsewhere(read: Reader, schema: Schema, dataset: str, ids: Sequence[str]) -> dict[str, str]:
    """Return id -> label of those ids that another dataset describes, or that only statements refer to."""
    return {
        row["id"]: entity_label(row["labels"])
        for label in schema.merge_labels
        for part in chunked(_existing(read, label, ids), IDS_PER_READ)
        for row in read(reads.existing_in_other_datasets(label), {"ids": part, "dataset": dataset})
    }


def _existing(read: Reader, label: str, ids: Sequence[str]) -> Sequence[str]:
    """Drop ids that do not exist under a label, where scanning the label once is cheaper than looking up every id."""
    if len(ids) <= IDS_PER_READ or read(reads.count(label), {})[0]["count"] > len(ids):
        return ids
    return sorted({row["id"] for row in read(reads.ids(label), {})}.intersection(ids))
