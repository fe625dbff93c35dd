"""The format of a table in a dataset's folder, and the conversion of a row's cells to properties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.model.normalize import normalize_text, parse_value
from graph.model.property import MAX_NAME_LENGTH, Property
from graph.model.records import Edge, Node, Value, statement_id
from graph.model.schema import Schema
from loaders.dataset.cited_document import CitedDocument
from loaders.dataset.moved_ids import MovedId
from loaders.errors import RowError
from loaders.records import TableRow

Record: TypeAlias = Node | Edge | MovedId | CitedDocument


@dataclass(frozen=True)
class RowContext:
    """The context of a row: the schema, its dataset's id, the documents that it may cite, their texts."""

    schema: Schema
    dataset: str
    texts: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, CitedDocument] = field(default_factory=dict)

    def statement_id(self, row: str) -> str:
        """Return the id of a statement or a row of this dataset."""
        return statement_id(self.dataset, row)


@dataclass(frozen=True, kw_only=True)
class TableFormat:
    """A kind of table. Columns and properties are listed as words of one text, as for a namedtuple.

    Args:
        name: the file's name without ``.csv``.
        own_columns: columns that name no property: ids, ends, labels.
        properties: the properties that the row's types have; each is a column too.
        omitted: properties that no column states, because the row's own columns or the dataset say them.
        to_records: turns a row into records, or raises RowError.
        template_columns: the header that a new dataset's folder gets; none: the folder gets no such file.
        template_note: what the new dataset.yaml says of the table; ``{role}`` stands for the words of a closed list.
        counted: whether the manifest may say how many rows must be good.
    """

    name: str
    own_columns: str
    properties: Callable[[Schema], Iterable[str]]
    to_records: Callable[[TableRow, RowContext], Iterable[Record]]
    omitted: str = ""
    template_columns: str = ""
    template_note: str = ""
    counted: bool = True

    @property
    def file(self) -> str:
        """Return the file's name."""
        return f"{self.name}.csv"

    def columns(self, schema: Schema) -> frozenset[str]:
        """Return the columns that the table may have."""
        return frozenset(self.own_columns.split()) | (
            frozenset(self.properties(schema)) - frozenset(self.omitted.split())
        )


def of_node(label: str) -> Callable[[Schema], Iterable[str]]:
    """Return a function that lists the properties of a node type."""
    return lambda schema: schema.nodes[label].properties


def of_edge(type_: str) -> Callable[[Schema], Iterable[str]]:
    """Return a function that lists the properties of an edge type."""
    return lambda schema: schema.edges[type_].properties


def of_entities(schema: Schema) -> Iterable[str]:
    """List the properties of all entity types."""
    return {name for node_type in schema.nodes.values() if node_type.entity for name in node_type.properties}


def of_statements(schema: Schema) -> Iterable[str]:
    """List the properties of all edge types that are statements."""
    return {name for edge_type in schema.edges.values() if edge_type.statement for name in edge_type.properties}


def required_cell(row: TableRow, column: str) -> str:
    """Return a cell that must not be empty: an id or a name, on one line, without unseen characters.

    Raises:
        RowError: it is empty, or too long.

    >>> required_cell(TableRow("edges.csv", 2, {"id": " R 1\\u200b "}), "id")
    'R 1'
    """
    text = " ".join(normalize_text(row[column]).split())
    if not text:
        raise RowError("empty_cell", file=row.file, line=row.line, column=column)
    return ensure_short(row, column, text)


def ensure_short(row: TableRow, column: str, text: str) -> str:
    """Return the text of an id or a name. Raises RowError when it is too long for one."""
    if len(text) > MAX_NAME_LENGTH:
        raise RowError(
            "cell_too_long", file=row.file, line=row.line, column=column, length=len(text), limit=MAX_NAME_LENGTH
        )
    return text


def properties(row: TableRow, allowed: Mapping[str, Property]) -> dict[str, Value]:
    """Parse the cells that state a property; columns that name none are left to the table's format.

    Args:
        row: the row.
        allowed: name -> property of the row's type.

    Raises:
        RowError: a cell is not of its property's type.

    >>> year = Property(name="year", type="number")
    >>> properties(TableRow("edges.csv", 2, {"id": "R1", "year": "2018"}), {"year": year})
    {'year': 2018.0}
    """
    parsed: dict[str, Value] = {}
    for column, text in row.cells.items():
        if column not in allowed:
            continue
        try:
            value = parse_value(allowed[column], text)
        except ValueError:
            expected = allowed[column].expected
            raise RowError(
                "bad_cell", file=row.file, line=row.line, column=column, value=text, wanted=expected
            ) from None
        if value is not None:
            parsed[column] = value
    return parsed


def with_provenance(row: TableRow, context: RowContext, props: Mapping[str, Value]) -> dict[str, Value]:
    """Return properties with the dataset and the source: the row itself is the evidence where it names none.

    Raises:
        RowError: the row cites a document that documents.csv does not have.

    >>> context = RowContext(Schema(version=1, nodes={}, edges={}, values={}), "chains")
    >>> with_provenance(TableRow("feeds.csv", 2, {"id": "a>b"}), context, {})
    {'evidence': 'feeds.csv:a>b', 'dataset': 'chains'}
    """
    source: Mapping[str, Value] = {}
    if cited := row["cites"].strip():
        if cited not in context.documents:
            raise RowError("document_unknown", file=row.file, line=row.line, id=cited)
        source = context.documents[cited].props
    return {"evidence": f"{row.file}:{row['id'] or row.line}", **source, **props, "dataset": context.dataset}
