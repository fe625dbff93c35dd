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
from loaders.lists.classify_row import classify_cells
from loaders.lists.entity_index import EntityIndex
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.lists.row_cells import RowCells
from loaders.lists.row_holders import (
    HOLDER_MARK,
    describes_row,
    is_organisation,
    joining_edge,
    known_holder,
    row_holders,
    row_label,
)
from loaders.lists.row_properties import row_properties
from loaders.lists.split_cell import split_cell
from loaders.records import RecordSet
from loaders.regions.region_dataset import district_ids
from loaders.sources.list_table import GROUP_COLUMN, ListTable, distinct_columns

SEVERAL_CODES = 2  # of one name: then the name alone says nobody
MAX_NEAR_SEGMENTS = 5  # what a line of a report holds
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
        if places_without_region(self.mapping, distinct_columns(tables)):
            raise LoadError("list_region", file=self._file)
        nodes: list[Node] = []
        edges: list[Edge] = []
        refused: list[LiantuError] = []
        seen: Counter[str] = Counter()
        same: dict[str, str] = {}
        columns = mapped_columns(self.mapping)
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
                node, holders, links = self.row_records(cells, seen)
            except RowError as problem:
                refused.append(problem)
                continue
            nodes += [node, *holders]
            edges += links
            if entity_id := self._known(cells, codes):
                same[node.id] = entity_id
            same |= {holder.id: id_ for holder in holders if (id_ := known_holder(holder, self.known))}
        self._check_count(sum(map(describes_row, nodes)), refused)
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

    def row_records(self, cells: RowCells, seen: Counter[str]) -> tuple[Node, list[Node], list[Edge]]:
        """Return a row's own node, those of the organisations behind it, and what the row states of them.

        Raises:
            RowError: the row names nobody, or something in it is wrong.
        """
        name = cells.name
        if not any(map(str.isalnum, name.name)):
            raise cells.row_error("name_marks", "name", name.name)
        id_ = own_id(cells)
        seen[id_] += 1
        key = id_ if seen[id_] == 1 else f"{id_}#{seen[id_]}"
        node = Node(
            id=id_,
            label=row_label(cells, self.known),
            row=statement_id(self.mapping.dataset, key),
            props=dict(row_properties(cells, row_label(cells, self.known))),
            location=cells.origin,
        )
        holders = list(row_holders(cells, self.known, statement_id(self.mapping.dataset, key)))
        active = [node] if is_organisation(node.label) else holders or [node]
        links = [
            *self._places(cells, node, key),
            *(edge for holder in holders for edge in self._behind(cells, holder, node, key)),
            *(edge for place, one in enumerate(active) for edge in self._segments(cells, one, place, key)),
        ]
        return node, holders, links

    def _behind(self, cells: RowCells, holder: Node, node: Node, key: str) -> Iterator[Edge]:
        """Yield the edge between an organisation and what it is behind."""
        if joint := joining_edge(cells.list_type, holder, node):
            type_, source, target = joint
            behind, status = f"{key}{HOLDER_MARK}{holder.id}", {"status": cells.status}
            yield self._edge(type_, source=source, target=target, key=behind, origin=cells.origin, more=status)

    def _known(self, cells: RowCells, codes: Mapping[tuple[str, str], set[str]]) -> str:
        """Return who has the code, or alone has the name and no other code; "" for nobody, or the row's own id."""
        by_code, by_name = self.known_entities(cells)
        entity_id = by_code or (by_name if len(codes[_name_of(cells)] - {""}) < SEVERAL_CODES else "")
        return entity_id if entity_id != own_id(cells) else ""

    def known_entities(self, cells: RowCells) -> tuple[str, str]:
        """Return the entity that has a row's code, else "" and the one that alone has its name and no other code."""
        code = cells.code() if is_organisation(cells.mapping.label) else ""
        if by_code := self.known.codes.get(code, ""):
            return by_code, ""
        by_name = self.known.unique_match(row_label(cells, self.known), cells.name.name)
        return "", by_name if code in ("", self.known.code_of.get(by_name, code)) else ""

    def _places(self, cells: RowCells, node: Node, key: str) -> Iterator[Edge]:
        ends = default_schema().edges["LOCATED_IN"].endpoints
        for prop, label in PLACE_LABELS.items():
            where = self._place(prop, label, cells.text(prop))
            if where and where != node.id and (node.label, label) in ends:
                status = {"status": cells.status}
                yield self._edge(
                    "LOCATED_IN", source=node.id, target=where, key=f"{key}@{where}", origin=cells.origin, more=status
                )

    def _place(self, prop: str, label: str, name: str) -> str:
        """Return the id of a place: a district of the list's own region before one elsewhere of the same name."""
        own = district_ids(self.mapping.region).get(name, "") if prop == "district" else ""
        return own if own in self.known.ids else self.known.unique_match(label, name) if name else ""

    def _no_segment(self, cells: RowCells, text: str, segment_ids: Sequence[str]) -> RowError:
        """Return the refusal of a text that names several segments, or none; the nearest names are proposed."""
        if segment_ids:
            return cells.row_error("list_segment_several", "segment", text, known=list(segment_ids))
        near = sorted((name for name in self.known.segments if text in name), key=lambda name: (len(name), name))
        if near:
            return cells.row_error("list_segment_near", "segment", text, known=near[:MAX_NEAR_SEGMENTS])
        return cells.row_error("list_segment", "segment", text)

    def _segments(self, cells: RowCells, active: Node, place: int, key: str) -> Iterator[Edge]:
        """Yield the holdings of a row's own node, or of one of the organisations behind it; ``place`` is its number."""
        if (active.label, "Segment") not in default_schema().edges["ACTIVE_IN"].endpoints:
            return
        beside = f"{HOLDER_MARK}{place}" if place else ""
        names = dict.fromkeys(split_cell(cells.text("segment")))
        taken = set()
        for text in names:
            segment_ids = self.known.segments.get(text, ()) or self.known.segments.get(normalise_name(text), ())
            if len(segment_ids) != 1:
                raise self._no_segment(cells, text, segment_ids)
            if segment_ids[0] not in taken:
                taken.add(segment_ids[0])
                yield self._edge(
                    "ACTIVE_IN",
                    source=active.id,
                    target=segment_ids[0],
                    key=f"{key}>{segment_ids[0]}{beside}",
                    origin=cells.origin,
                    more=self._holding(cells, active, segment_ids[0]),
                )
        if self.mapping.place and not names:
            idle = f"；名单注明“{cells.idle}”" if cells.idle else ""
            for placement, column in classify_cells(cells, self.known.classifier):
                why = f"{column}“{placement.item}”：关键词“{placement.keyword}”{idle}"
                is_product = column == (cells.column("products") or "products")
                more = {
                    **self._holding(cells, active, placement.segment, why),
                    "confidence": "inferred",
                    "support": "established" if placement.sure and is_product and not cells.idle else "lead",
                }
                yield self._edge(
                    "ACTIVE_IN",
                    source=active.id,
                    target=placement.segment,
                    key=f"{key}>{placement.segment}{beside}",
                    origin=cells.origin,
                    more=more,
                )

    def _holding(self, cells: RowCells, active: Node, segment: str, why: str = "") -> dict[str, Value]:
        """Return what a holding says of itself: a talent's is of the title and never of the person."""
        list_type = cells.list_type
        role = (list_type.role if list_type else "") or self.known.role_at(segment, active.label)
        titles = (cells.text("title"), cells.text("kind")) if list_type and list_type.heading_of == "person" else ()
        note = "；".join(filter(None, (*titles, why)))
        stated: dict[str, Value] = {"kind": role, "region": self.mapping.region, "status": cells.status}
        return stated | ({"note": note} if note else {})

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


def _codes(rows: Iterable[RowCells]) -> Mapping[tuple[str, str], set[str]]:
    """Return the codes that the list itself gives to each name of each label."""
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cells in rows:
        codes[_name_of(cells)].add(cells.stated_code())
    return codes


def own_id(cells: RowCells) -> str:
    """Return a row's own id, by its code, else by its name; the code beside a project is of who is behind it."""
    code = cells.code() if is_organisation(cells.mapping.label) else ""
    return f"{LIST_ID_PREFIX}{code or normalise_name(cells.name.name)}"


def _name_of(cells: RowCells) -> tuple[str, str]:
    return cells.mapping.label, name_key(cells.parsed_name.name)


def mapping_applies(table: ListTable, mapping: ListMapping) -> bool:
    """Return whether a mapping reads a table: it has a column of names, and is not left out or hidden."""
    named = any(mapping.columns.get(column) == "name" for column in table.columns)
    return named and (table.sheet.name in mapping.sheets if mapping.sheets else not table.sheet.hidden)


def places_without_region(mapping: ListMapping, columns: Iterable[str]) -> bool:
    """Return whether rows of these columns would be placed at segments of a region that the mapping does not name."""
    properties = set(map(mapping.columns.get, columns))
    return not mapping.region and bool(mapping.place or mapping.complete or "segment" in properties)


def mapped_columns(mapping: ListMapping) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of each property that a row may have."""
    columns: dict[str, tuple[str, ...]] = dict.fromkeys((*mapping.defaults, *mapping.fixes), ())
    for column, prop in mapping.columns.items():
        columns[prop] = (*columns.get(prop, ()), column)
    return columns
