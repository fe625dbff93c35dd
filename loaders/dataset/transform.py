"""Transform: rows of a dataset's tables become records. It is pure; rows that do not fit are collected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.model.errors import LiantuError, SchemaError
from graph.model.records import Edge, Node
from loaders.dataset.cited_document import CitedDocument
from loaders.dataset.moved_ids import MovedId, resolve_moved_ids
from loaders.dataset.table_format import RowContext, TableFormat
from loaders.errors import RowError
from loaders.records import TableRow


@dataclass(frozen=True, kw_only=True)
class TransformedRows:
    """The records of a dataset's rows, its moved ids ("old new", sorted), and the rows refused."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    moved_ids: tuple[str, ...]
    refused: tuple[LiantuError, ...]


def transform_rows(rows: Iterable[tuple[TableFormat, TableRow]], context: RowContext) -> TransformedRows:
    """Turn rows into records.

    Args:
        rows: each with its table's format; those of documents.csv come before the rows that cite them.
        context: the schema, the dataset and the texts of its documents.
    """
    nodes: list[Node] = []
    edges: list[Edge] = []
    moves: list[MovedId] = []
    refused: list[LiantuError] = []
    documents: dict[str, CitedDocument] = {}
    context = replace(context, documents=documents)
    for table, row in rows:
        try:
            records = list(table.to_records(row, context))
        except (RowError, SchemaError) as problem:
            refused.append(problem)
            continue
        nodes += (record for record in records if isinstance(record, Node))
        edges += (record for record in records if isinstance(record, Edge))
        moves += (record for record in records if isinstance(record, MovedId))
        documents.update((record.id, record) for record in records if isinstance(record, CitedDocument))
    moved_ids, circles = resolve_moved_ids(moves)
    return TransformedRows(nodes=tuple(nodes), edges=tuple(edges), moved_ids=moved_ids, refused=(*refused, *circles))
