"""Integrity: whether what is stored is what was written, by the hashes that rows carry.

A disk may turn a bit, and a snapshot may be edited: the server gives back what is there. So the hash of every row is
computed again from what it holds now. That each row of a dataset is still there, its fingerprint tells.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, TypeAlias

from graph.model.records import fingerprint
from graph.model.row_hash import dataset_hash, description_hash, node_hash, statement_hash
from graph.model.schema import DESCRIBES, Schema
from graph.store.columns import DESCRIPTION_COLUMNS, RECORD_COLUMNS

DATASET = "Dataset"
VERSION = "Version"
READY = "ready"
"""The state of a dataset whose load is complete."""
STATES = (READY, "loading")
"""All states of a dataset."""
INFLATED_CHUNK_BYTES = 1 << 20
"""Size of the pieces in which an archived version is unpacked: one that was forged may unpack to any size."""

StoredProps: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, order=True)
class BrokenRow:
    """A stored row that is not what was written.

    Attributes:
        dataset: whose row it is; empty where nobody describes it.
        type: its label or edge type.
        row: the row's own id; of a dataset, its id: a row is missing, or there is one too many.
    """

    dataset: str
    type: str
    row: str


def is_intact_node(label: str, props: StoredProps) -> bool:
    """Return whether a stored node of a dataset's row is what was written."""
    return bool(props.get("hash") == node_hash(label, _without(props, RECORD_COLUMNS)))


@dataclass(frozen=True)
class DatasetHashes:
    """The way in which the hashes of one dataset's rows were computed, by its own node.

    Args:
        entry: the properties of that node. One without a hash is from before row ids were part of the rows' hashes.
    """

    entry: StoredProps

    @cached_property
    def precedence(self) -> dict[str, int] | None:
        """Return the rank of the dataset's rows; None where the node is damaged."""
        try:
            precedence = json.loads(self.entry.get("precedence", ""))
        except (ValueError, TypeError):
            return None
        return precedence if isinstance(precedence, dict) else None

    @property
    def is_intact(self) -> bool:
        """Return whether the node itself is what was written, as far as it has a hash."""
        hash_, state = self.entry.get("hash"), self.entry.get("state", READY)
        return self.precedence is not None and state in STATES and hash_ in (None, dataset_hash(self.entry))

    def is_intact_statement(self, edge_type: str, source: str, target: str, props: StoredProps) -> bool:
        """Return whether a stored statement of the dataset is what was written."""
        stated = _without(props, RECORD_COLUMNS)
        return bool(props.get("hash") == statement_hash(self._id(props), edge_type, source, target, stated))

    def is_intact_description(self, props: StoredProps, node: str, own: StoredProps | None, label: str) -> bool:
        """Return whether a stored DESCRIBES edge of the dataset is what was written.

        Args:
            props: its properties.
            node: the id of the node that it describes.
            own: the properties of a node that is no entity: it carries itself what its one row states; else None.
            label: the label of that node.
        """
        # What repeats the edge's ends is no part of its hash.
        repeated = (props.get("dataset"), props.get("label") if own else label)
        if self.precedence is None or repeated != (self.entry.get("id"), label):
            return False
        if own is None:
            label, candidates = str(props.get("label")), [_without(props, DESCRIPTION_COLUMNS)]
        else:  # some rows state their dataset themselves; to others it was added
            candidates = [_without(own, names) for names in (RECORD_COLUMNS, (*RECORD_COLUMNS, "dataset"))]
        id_, precedence = self._id(props), self.precedence
        return any(props.get("hash") == description_hash(id_, label, node, stated, precedence) for stated in candidates)

    def _id(self, props: StoredProps) -> str:
        return str(props.get("id")) if "hash" in self.entry else ""


def archive_hash(parts: Iterable[str]) -> str:
    """Return the hash of an archived version, by which it is called; empty where it cannot be unpacked."""
    digest, inflater = blake2b(digest_size=12), zlib.decompressobj()
    try:
        data = base64.b64decode("".join(parts), validate=True)
        while data and not inflater.eof:
            digest.update(inflater.decompress(data, INFLATED_CHUNK_BYTES))
            data = inflater.unconsumed_tail
    except (ValueError, zlib.error):
        return ""
    return digest.hexdigest() if inflater.eof else ""


def is_intact_version(version: str, parts: Sequence[StoredProps]) -> bool:
    """Return whether the stored parts of an archived version are what was written, and all of them."""
    numbers = [part.get("part") for part in parts]
    if not all(isinstance(number, int) for number in numbers):
        return False
    ordered = sorted(parts, key=lambda part: int(part["part"]))
    ids = [part.get("id") for part in ordered]
    named = ids == [f"{version}:{number}" for number in range(len(ordered))]
    return named and archive_hash(str(part.get("data")) for part in ordered) == version


def _without(props: StoredProps, names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in props.items() if name not in names}


NO_DATASET = DatasetHashes({})


@dataclass
class IntegrityCheck:
    """Takes the nodes of a graph and then its edges, and names the broken rows.

    Attributes:
        schema: tells entities from nodes that carry their one row themselves.
        rows: the number of rows taken.
    """

    schema: Schema
    rows: int = 0
    _datasets: dict[str, DatasetHashes] = field(default_factory=dict)
    _versions: dict[str, list[StoredProps]] = field(default_factory=lambda: defaultdict(list))
    _own_rows: dict[str, tuple[str, StoredProps]] = field(default_factory=dict)
    _broken_nodes: dict[str, str] = field(default_factory=dict)
    _described: set[str] = field(default_factory=set)
    _hashes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _broken: set[BrokenRow] = field(default_factory=set)

    def add_record(self, record: StoredProps) -> None:
        """Take a line of a snapshot that is a node or an edge."""
        if "node" in record:
            self.add_node(record["node"], record["label"], record["props"])
        elif "edge" in record:
            self.add_edge(record["type"], record["source"], record["target"], record["props"])

    def add_node(self, id_: str, label: str, props: StoredProps) -> None:
        """Take a node; a dataset's own and an archived version too."""
        self.rows += 1
        if label == DATASET:
            self._datasets[id_] = DatasetHashes(props)
        elif label == VERSION:
            self._versions[str(props.get("version"))].append(props)
        else:
            kind = self.schema.nodes.get(label)  # a backup of an older store has labels that no schema knows any more
            if kind and not kind.entity:
                self._own_rows[id_] = label, props
            if not is_intact_node(label, props):
                self._broken_nodes[id_] = label

    def add_edge(self, edge_type: str, source: str, target: str, props: StoredProps) -> None:
        """Take an edge, after all nodes."""
        self.rows += 1
        id_ = str(props.get("id"))
        dataset = source if edge_type == DESCRIBES else self._owner(id_, str(props.get("dataset")))
        hashes = self._datasets.get(dataset, NO_DATASET)
        if edge_type == DESCRIBES:
            self._add_description(hashes, dataset, target, props)
        elif not hashes.is_intact_statement(edge_type, source, target, props):
            self._broken.add(BrokenRow(dataset=dataset, type=edge_type, row=id_))
        self._hashes[dataset].append(str(props.get("hash")))

    def _add_description(self, hashes: DatasetHashes, dataset: str, node: str, props: StoredProps) -> None:
        id_, (label, own) = str(props.get("id")), self._own_rows.get(node, ("", None))
        if not hashes.is_intact_description(props, node, own, label):
            self._broken.add(BrokenRow(dataset=dataset, type=DESCRIBES, row=id_))
        if node in self._broken_nodes:
            self._described.add(node)
            self._broken.add(BrokenRow(dataset=dataset, type=self._broken_nodes[node], row=id_))

    def _owner(self, row: str, dataset: str) -> str:
        """Return the dataset of a statement: the one that it names, else the one that its id begins with."""
        return dataset if dataset in self._datasets else row.partition("/")[0]

    def broken(self) -> list[BrokenRow]:
        """Return the broken rows, after everything was taken."""
        undescribed = {
            BrokenRow(dataset="", type=label, row=id_)
            for id_, label in self._broken_nodes.items()
            if id_ not in self._described
        }
        return sorted({*self._broken, *undescribed, *self._broken_datasets(), *self._broken_versions()})

    def _broken_datasets(self) -> Iterator[BrokenRow]:
        """Yield the datasets whose own node is broken, or of whose rows one is missing or too many."""
        with_broken_rows = {row.dataset for row in self._broken}
        for id_, hashes in self._datasets.items():
            counted = hashes.entry.get("state") == READY and id_ not in with_broken_rows
            complete = not counted or hashes.entry.get("fingerprint") == fingerprint(sorted(self._hashes[id_]))
            if not (hashes.is_intact and complete):
                yield BrokenRow(dataset=id_, type=DATASET, row=id_)

    def _broken_versions(self) -> Iterator[BrokenRow]:
        owners = {str(hashes.entry.get("source_version")): id_ for id_, hashes in self._datasets.items()}
        for version, parts in self._versions.items():
            if not is_intact_version(version, parts):
                yield BrokenRow(dataset=owners.get(version, ""), type=VERSION, row=version)


def by_dataset(rows: Iterable[BrokenRow]) -> dict[str, int]:
    """Return how many broken rows each dataset has.

    >>> by_dataset([BrokenRow(dataset="a", type="SERVES", row="a/1"), BrokenRow(dataset="a", type="Park", row="a/2")])
    {'a': 2}
    """
    return dict(sorted(Counter(row.dataset for row in rows).items()))
