"""A list as a source: its rows become organisations, where they are, and the segments that a column names."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from graph.model.errors import LiantuError
from graph.model.records import Dataset, Edge, Evidence, Node, Value, statement_id
from graph.model.schema_file import default_schema
from loaders.dataset.manifest import Manifest
from loaders.errors import LoadError, RowError
from loaders.linking.judgements import LIST_ID_PREFIX
from loaders.linking.org_name import name_key, normalise_name
from loaders.linking.own_rows import join_own_rows
from loaders.lists.classifier import SegmentClassifier, SegmentMatch
from loaders.lists.entity_index import EntityIndex
from loaders.lists.list_column import list_columns
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.lists.row_cells import RowCells
from loaders.lists.row_name import RowName
from loaders.lists.split_cell import split_cell
from loaders.records import RecordSet
from loaders.sources.list_table import GROUP_COLUMN, ListTable

PLACE_LABELS = {"district": "Region", "park": "Park"}


class ListCountError(LoadError):
    """A list with too few or too many good rows. It keeps the refused ones, so that their reasons can be told."""

    def __init__(self, rows: Sequence[LiantuError], **fields: object) -> None:
        super().__init__("list_counts", **fields)
        self.rows = tuple(rows)


@dataclass
class ListTransform:
    """A list with its mapping.

    Args:
        tables: of the file.
        mapping: what the columns say.
        known: what the store knows already.
    """

    tables: Sequence[ListTable]
    mapping: ListMapping
    known: EntityIndex = field(default_factory=EntityIndex)

    def records(self) -> RecordSet:
        """Read every row.

        Raises:
            LoadError: no sheet has the columns, or the number of good rows is not what the mapping expects.
        """
        tables = [table for table in self.tables if mapping_applies(table, self.mapping)]
        if not tables:
            raise LoadError("list_columns", file=self._file, columns=list(self.mapping.columns))
        if self._places_without_region(tables):
            raise LoadError("list_region", file=self._file)
        nodes: list[Node] = []
        edges: list[Edge] = []
        refused: list[LiantuError] = []
        seen: Counter[str] = Counter()
        same: dict[str, str] = {}
        columns = _columns(self.mapping)
        mapping_of = cache(self.mapping.of_part)
        rows = deque(
            RowCells(row, mapping_of(row[GROUP_COLUMN], table.caption), columns)
            for table in tables
            for row in table.rows
        )
        codes = _codes(rows)
        while rows:  # each is let go when it is read: a long list has many
            cells = rows.popleft()
            try:
                node, links = self._row(cells, seen)
            except RowError as problem:
                refused.append(problem)
                continue
            nodes.append(node)
            edges += links
            if entity_id := self._known(cells, codes):
                same[node.id] = entity_id
        self._check_count(len(nodes), refused)
        return RecordSet(
            dataset=self.dataset,
            nodes=tuple(nodes),
            edges=tuple(edges),
            refused=tuple(refused),
            refers_to=(),
            counts={"": self.mapping.counts},
            same=join_own_rows(nodes, same),
        )

    @cached_property
    def dataset(self) -> Dataset:
        """Return the dataset that the list is."""
        mapping = self.mapping
        return Manifest(
            id=mapping.dataset,
            title=mapping.title,
            publisher=mapping.publisher,
            licence=mapping.licence,
            date=mapping.date,
            region=mapping.region,
            complete=mapping.complete,
        ).dataset

    @property
    def _file(self) -> str:
        return self.tables[0].sheet.file if self.tables else ""

    def _check_count(self, good: int, refused: Sequence[LiantuError]) -> None:
        low, high = self.mapping.counts
        if not low <= good <= high:
            fields = {"file": self._file, "found": good, "low": low, "high": high, "refused": len(refused)}
            raise ListCountError(refused, **fields)

    def _places_without_region(self, tables: Sequence[ListTable]) -> bool:
        columns = {self.mapping.columns.get(column) for table in tables for column in table.columns}
        return not self.mapping.region and (self.mapping.place or "segment" in columns)

    def _row(self, cells: RowCells, seen: Counter[str]) -> tuple[Node, list[Edge]]:
        name = cells.name
        code = cells.code()
        if not any(map(str.isalnum, name.name)):
            raise cells.row_error("name_marks", "name", name.name)
        id_ = _own_id(cells)
        seen[id_] += 1
        key = id_ if seen[id_] == 1 else f"{id_}#{seen[id_]}"
        props = dict(self._props(cells, name, code))
        links = [*self._places(cells, id_, key), *self._segments(cells, id_, key)]
        return Node(
            id=id_,
            label=cells.mapping.label,
            row=statement_id(self.mapping.dataset, key),
            props=props,
            location=cells.origin,
        ), links

    def _known(self, cells: RowCells, codes: Mapping[tuple[str, str], set[str]]) -> str:
        """Return who has the code, or alone has the name and no other code; "" for nobody, or the row's own id."""
        code = cells.code()
        entity_id = self.known.codes.get(code, "")
        if not entity_id and len(codes[_name_of(cells)] - {""}) < 2:
            entity_id = self.known.unique_match(cells.mapping.label, cells.name.name)
            entity_id = entity_id if code in ("", self.known.code_of.get(entity_id, code)) else ""
        return entity_id if entity_id != _own_id(cells) else ""

    def _props(self, cells: RowCells, name: RowName, code: str) -> Iterator[tuple[str, Value]]:
        mapping = cells.mapping
        allowed = default_schema().nodes[mapping.label].properties
        beside = {"aliases": name.aliases, "note": name.remarks, "fields": split_cell(cells.text("chain"))}
        yield "name", name.name
        yield "granularity", "named"
        yield "existence", mapping.status
        if code and "credit_code" in allowed:
            yield "credit_code", code
        for prop in _copied_properties(mapping.label):
            text = cells.text(prop) or (mapping.kind if prop == "kind" else "")
            items = beside.get(prop, ())
            if not text and not items:
                continue
            if allowed[prop].type == "texts":
                yield prop, tuple(dict.fromkeys((*split_cell(text), *items)))
            else:
                yield prop, "；".join(filter(None, (text, *items))) if items else text

    def _places(self, cells: RowCells, id_: str, key: str) -> Iterator[Edge]:
        for prop, label in PLACE_LABELS.items():
            where = self.known.unique_match(label, cells.text(prop)) if cells.text(prop) else ""
            if where and where != id_:
                status = {"status": cells.mapping.status}
                yield self._edge(
                    "LOCATED_IN", source=id_, target=where, key=f"{key}@{where}", origin=cells.origin, more=status
                )

    def _segments(self, cells: RowCells, id_: str, key: str) -> Iterator[Edge]:
        names = dict.fromkeys(split_cell(cells.text("segment")))
        taken = set()
        for text in names:
            segment_ids = self.known.segments.get(text, ()) or self.known.segments.get(normalise_name(text), ())
            if len(segment_ids) != 1:
                raise cells.row_error("list_segment", "segment", text, known=list(segment_ids))
            if segment_ids[0] not in taken:
                taken.add(segment_ids[0])
                yield self._edge(
                    "ACTIVE_IN",
                    source=id_,
                    target=segment_ids[0],
                    key=f"{key}>{segment_ids[0]}",
                    origin=cells.origin,
                    more=self._holding(cells, segment_ids[0]),
                )
        if self.mapping.place and not names:
            for placement, column in classify_cells(cells, self.known.classifier):
                why = {"confidence": "inferred", "note": f"{column}“{placement.item}”：关键词“{placement.keyword}”"}
                support = {
                    "support": "established"
                    if placement.sure and column == (cells.column("products") or "products")
                    else "lead"
                }
                place = f"{key}>{placement.segment}"
                yield self._edge(
                    "ACTIVE_IN",
                    source=id_,
                    target=placement.segment,
                    key=place,
                    origin=cells.origin,
                    more={**self._holding(cells, placement.segment), **why, **support},
                )

    def _holding(self, cells: RowCells, segment: str) -> dict[str, Value]:
        role = self.known.role_at(segment, cells.mapping.label)
        return {"kind": role, "region": self.mapping.region, "status": cells.mapping.status}

    def _edge(self, kind: str, source: str, target: str, key: str, origin: str, more: Mapping[str, Value]) -> Edge:
        props = {**self._stated, "evidence": origin, **more}
        return Edge(
            id=statement_id(self.dataset.id, key), type=kind, source=source, target=target, props=props, location=origin
        )

    @cached_property
    def _stated(self) -> dict[str, Value]:
        """Return the properties that every statement carries."""
        dataset = self.dataset
        return {
            **Evidence(
                source_ref="",
                title=dataset.title,
                publisher=dataset.publisher,
                published=dataset.date,
                as_of=dataset.date,
                year=dataset.year,
            ).props(),
            "dataset": dataset.id,
            "status": self.mapping.status,
            "confidence": "explicit",
            "support": "established",
        }


@cache
def _copied_properties(label: str) -> tuple[str, ...]:
    """Return the columns that the schema gives to a label: texts first, then lists by name.

    The versions of lists are hashed in this order, so a list that is loaded again stays the same version.
    """
    allowed = default_schema().nodes[label].properties
    names = [name for name in list_columns() if name in allowed and name not in ("name", "credit_code")]
    lists = sorted(name for name in names if allowed[name].type == "texts")
    return (*(name for name in names if name not in lists), *lists)


def _codes(rows: Iterable[RowCells]) -> Mapping[tuple[str, str], set[str]]:
    """Return the codes that the list itself gives to each name of each label."""
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cells in rows:
        codes[_name_of(cells)].add(cells.stated_code())
    return codes


def _own_id(cells: RowCells) -> str:
    """Return a row's own id, by its code, else by its name."""
    return f"{LIST_ID_PREFIX}{cells.code() or normalise_name(cells.name.name)}"


def _name_of(cells: RowCells) -> tuple[str, str]:
    return cells.mapping.label, name_key(cells.parsed_name.name)


def mapping_applies(table: ListTable, mapping: ListMapping) -> bool:
    """Return whether a mapping reads a table: it has a column of names, and is not left out or hidden."""
    named = any(mapping.columns.get(column) == "name" for column in table.columns)
    return named and (table.sheet.name in mapping.sheets if mapping.sheets else not table.sheet.hidden)


def classify_cells(cells: RowCells, keywords: SegmentClassifier) -> Iterator[tuple[SegmentMatch, str]]:
    """Return the placements by products, and those by business scope, which states what may be done.

    The row's chain and industry resolve what a word leaves open.
    """
    taken = set()
    for prop in ("products", "scope"):
        for placement in keywords.classify(cells.text(prop), cells.text("chain"), cells.text("fields")):
            if placement.segment not in taken and (prop == "products" or placement.sure):
                taken.add(placement.segment)
                yield placement, cells.column(prop) or prop


def _columns(mapping: ListMapping) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of each property that a row may have."""
    columns: dict[str, tuple[str, ...]] = dict.fromkeys((*mapping.defaults, *mapping.fixes), ())
    for column, prop in mapping.columns.items():
        columns[prop] = (*columns.get(prop, ()), column)
    return columns
