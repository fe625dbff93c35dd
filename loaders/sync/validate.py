"""The check between mapping and writing: every record against the schema, its id and its ends against what is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from graph.model.claim_text import parse_claim
from graph.model.errors import LiantuError
from graph.model.records import Edge, Node
from graph.model.schema import STUB, Schema
from loaders.errors import LoadError, RowError
from loaders.records import RecordSet
from loaders.report import DanglingReference

# The records that one row of a table became: they are taken together or not at all.
RecordGroups: TypeAlias = Mapping[str, Sequence[Node | Edge]]


@dataclass(frozen=True)
class ValidRecords:
    """Records that fit the schema.

    Args:
        records: the records.
        labels: of the nodes and of the ends that edges join.
        missing: the ids that nobody describes.
        elsewhere: the ids that other datasets describe or refer to.
    """

    records: RecordSet
    labels: Mapping[str, str]
    dangling: tuple[DanglingReference, ...] = ()
    other_ids: Collection[str] = ()


def referenced_ids(records: RecordSet) -> list[str]:
    """Return the ids that records use: of nodes, of the ends of edges and regions, and of what the dataset declares."""
    all_records: Iterable[Node | Edge] = (*records.nodes, *records.edges)
    return sorted({id_ for record in all_records for id_ in _ids(record)} | _declared(records))


def validate(records: RecordSet, schema: Schema, others: Mapping[str, str]) -> ValidRecords:
    """Drop the rows that break the schema. Each refusal names its row and is kept.

    An end that no dataset describes is no fault, because another dataset may describe it later; it is reported.

    Args:
        records: linked records.
        schema: the schema.
        others: id -> label of those ``referenced_ids`` that other datasets describe or refer to.

    Raises:
        LoadError: a table has fewer or more good rows than its dataset allows.
    """
    refused = list(records.refused)
    rows = _self_consistent(_rows(records), schema, refused)
    ids = referenced_ids(records)
    while True:  # a refused row may have been the end of another
        own = _own(rows)
        labels = {**dict.fromkeys(ids, STUB), **others, **own}
        fitting = _referentially_valid(rows, schema, own=own, others=others, labels=labels, refused=refused)
        if len(fitting) == len(rows):
            break
        rows = fitting
    _check_counts(rows, records)
    nodes = tuple(record for row_records in rows.values() for record in row_records if isinstance(record, Node))
    edges = tuple(record for row_records in rows.values() for record in row_records if isinstance(record, Edge))
    valid_records = replace(records, nodes=nodes, edges=edges, refused=tuple(refused))
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    return ValidRecords(
        valid_records, {id_: labels[id_] for id_ in joined | own.keys()}, _missing(valid_records, labels), others.keys()
    )


def _rows(records: RecordSet) -> dict[str, list[Node | Edge]]:
    rows: dict[str, list[Node | Edge]] = defaultdict(list)
    all_records: Iterable[Node | Edge] = (*records.nodes, *records.edges)
    for record in all_records:
        rows[record.location or record.id].append(record)
    return rows


def _own(rows: RecordGroups) -> dict[str, str]:
    """Return the labels that the dataset gives: of several rows of one entity the first row's, which is shown."""
    nodes = [record for row_records in rows.values() for record in row_records if isinstance(record, Node)]
    return {node.id: node.label for node in sorted(nodes, key=lambda node: node.row, reverse=True)}


def _ids(record: Node | Edge) -> tuple[str, ...]:
    return (record.id,) if isinstance(record, Node) else _used(record)


def _used(edge: Edge) -> tuple[str, ...]:
    """Return the ids that an edge uses: its ends, and the region of a holding."""
    region = edge.props.get("region")
    return (edge.source, edge.target, region) if isinstance(region, str) else (edge.source, edge.target)


def _key(record: Node | Edge) -> tuple[str, str]:
    return ("", record.row) if isinstance(record, Node) else (record.type, record.id)


def _self_consistent(
    rows: RecordGroups, schema: Schema, refused: list[LiantuError]
) -> dict[str, Sequence[Node | Edge]]:
    """Return the rows whose records fit the schema by themselves, each key once."""
    seen: set[tuple[str, str]] = set()
    sound: dict[str, Sequence[Node | Edge]] = {}
    for origin, row_records in rows.items():
        keys = [_key(record) for record in row_records]
        try:
            for record in row_records:
                if _key(record) in seen:
                    raise RowError("row_twice", origin=record.location, id=record.id)
                if isinstance(record, Node):
                    schema.check_node(record)
                else:
                    schema.check_edge(record)
        except LiantuError as problem:
            refused.append(problem)
            continue
        seen.update(keys)
        sound[origin] = row_records
    return sound


def _referentially_valid(
    rows: RecordGroups,
    schema: Schema,
    own: Mapping[str, str],
    others: Mapping[str, str],
    labels: Mapping[str, str],
    refused: list[LiantuError],
) -> dict[str, Sequence[Node | Edge]]:
    """Return the rows whose ids are free and whose ends fit."""
    fitting: dict[str, Sequence[Node | Edge]] = {}
    for origin, row_records in rows.items():
        try:
            for record in row_records:
                if isinstance(record, Node):
                    _check_free(record, schema, own, others)
                else:
                    _check_ends(record, schema, own, labels)
        except LiantuError as problem:
            refused.append(problem)
            continue
        fitting[origin] = row_records
    return fitting


def _check_free(node: Node, schema: Schema, own: Mapping[str, str], others: Mapping[str, str]) -> None:
    """Refuse an id that two kinds share, or two rows of one record; only an entity may have several rows."""
    mine = schema.nodes[node.label]
    for label in (own[node.id], others.get(node.id, node.label)):
        if schema.nodes[label].merge_label != mine.merge_label or (not mine.entity and node.id in others):
            raise RowError("id_taken", origin=node.location, id=node.id, label=label)


def _check_ends(edge: Edge, schema: Schema, own: Mapping[str, str], labels: Mapping[str, str]) -> None:
    for place, end in enumerate((edge.source, edge.target)):
        label = labels[end]
        if label == STUB and not any(schema.nodes[pair[place]].entity for pair in schema.edges[edge.type].endpoints):
            raise RowError("unknown_end", origin=edge.location, id=edge.id, end=end)
        if end not in own and not schema.nodes[label].entity:
            raise RowError("end_of_another", origin=edge.location, id=edge.id, end=end, label=label)
    schema.check_endpoints(edge, labels[edge.source], labels[edge.target])


def _check_counts(rows: RecordGroups, records: RecordSet) -> None:
    good: dict[str, int] = defaultdict(int)
    for origin in rows:
        good[origin.partition(":")[0]] += 1
    good[""] = len(rows)
    for table, (low, high) in records.counts.items():
        if not low <= good[table] <= high:
            raise LoadError(
                "count_out_of_range", file=table or records.dataset.title, found=good[table], low=low, high=high
            )


def _declared(records: RecordSet) -> set[str]:
    """Return the ids that dataset.yaml uses: its region, and the segments of its completeness claims."""
    region = {records.dataset.region} if records.dataset.region else set()
    return region | {parse_claim(claim).segment for claim in records.dataset.completeness_claims}


def _missing(records: RecordSet, labels: Mapping[str, str]) -> tuple[DanglingReference, ...]:
    missing: dict[str, str] = {}
    for edge in records.edges:
        for end in _used(edge):
            if labels[end] == STUB:
                missing.setdefault(end, edge.location)
    for id_ in _declared(records):
        if labels[id_] == STUB:
            missing.setdefault(id_, "dataset.yaml")
    return tuple(DanglingReference(id_, missing[id_]) for id_ in sorted(missing))
