"""The entities that two versions of a dataset describe or tie differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model.records import Props
from loaders.records import RecordSet

# The properties that cite: another file of the same list cites each of its rows anew, and changes nobody.
CITATIONS = frozenset(
    {"evidence", "source", "source_title", "publisher", "published", "grade", "access", "read_at", "publisher_kind"}
)


@dataclass(frozen=True, kw_only=True)
class _Row:
    """The content of a row, and the nodes that it is about."""

    subjects: tuple[str, ...]
    kind: str
    props: Props


def changed_entities(before: RecordSet, after: RecordSet) -> dict[str, bool]:
    """Return the ids of nodes that rows and statements of two versions tell differently, and whether each is new.

    Those that a row describes otherwise come first, then the ends of statements. What the later version no longer names
    is left out.
    """
    old, new = dict(_rows(before)), dict(_rows(after))
    differing = [row for row in (*new, *old) if old.get(row) != new.get(row)]
    touched = [id_ for row in differing for rows in (new, old) if row in rows for id_ in rows[row].subjects]
    known, named = _subjects(old), _subjects(new)
    return {id_: id_ not in known for id_ in touched if id_ in named}


def _rows(records: RecordSet) -> Iterator[tuple[str, _Row]]:
    for node in records.nodes:
        yield f"node {node.row}", _Row(subjects=(node.id,), kind=node.label, props=_stated(node.props))
    for edge in records.edges:
        yield edge.id, _Row(subjects=(edge.source, edge.target), kind=edge.type, props=_stated(edge.props))


def _subjects(rows: Mapping[str, _Row]) -> set[str]:
    return {id_ for row in rows.values() for id_ in row.subjects}


def _stated(props: Props) -> Props:
    return {name: value for name, value in props.items() if name not in CITATIONS}
