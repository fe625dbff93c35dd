"""The organisations behind a row: who implements a project, holds a technology, employs a talent."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.property import MAX_NAME_LENGTH
from graph.model.records import Node
from graph.model.schema_file import default_schema
from loaders.linking.judgements import LIST_ID_PREFIX
from loaders.linking.org_name import normalise_name
from loaders.lists.entity_index import EntityIndex, organisation_labels
from loaders.lists.list_type import ListType
from loaders.lists.organisation_type import organisation_label
from loaders.lists.row_cells import RowCells
from loaders.lists.row_name import parse_row_name
from loaders.lists.split_cell import split_cell

HOLDER_MARK = "←"  # in a row's key, before an organisation behind the row


def describes_row(node: Node) -> bool:
    """Return whether a node is of the row itself, and not of an organisation behind it."""
    return HOLDER_MARK not in node.row


def is_organisation(label: str) -> bool:
    """Return whether a label is of organisations, which are at a segment themselves."""
    return label in organisation_labels()


def row_label(cells: RowCells, known: EntityIndex) -> str:
    """Return a row's label; where rows may be of any type, it is the known entity's, or told by the name."""
    list_type = cells.list_type
    return _label(cells.name.name, known) if list_type and list_type.any_label else cells.mapping.label


def _label(name: str, known: EntityIndex) -> str:
    id_ = known.organisation_match(name)
    return known.label_of[id_] if id_ else organisation_label(name)


def row_holders(cells: RowCells, known: EntityIndex, row: str) -> Iterator[Node]:
    """Yield the organisations that a row's column names beside the row's own name; ``row`` is the id of the row."""
    for place, text in enumerate(dict.fromkeys(split_cell(cells.text("holder"))), 1):
        name = parse_row_name(text)
        if any(map(str.isalnum, name.name)) and not name.is_bare and len(name.name) <= MAX_NAME_LENGTH:
            yield Node(
                id=f"{LIST_ID_PREFIX}{normalise_name(name.name)}",
                label=_label(name.name, known),
                row=f"{row}{HOLDER_MARK}{place}",
                props={"name": name.name, "granularity": "named", "existence": "existing"},
                location=cells.origin,
            )


def known_holder(holder: Node, known: EntityIndex) -> str:
    """Return the entity that an organisation behind a row is; "" for nobody, or its own id."""
    id_ = known.organisation_match(str(holder.props["name"]))
    return id_ if id_ != holder.id else ""


def joining_edge(list_type: ListType | None, holder: Node, node: Node) -> tuple[str, str, str] | None:
    """Return the type, the source and the target of the edge between an organisation and what it is behind.

    It is the first of the list's types that the schema allows in either direction; None where there is none.
    """
    edges = default_schema().edges
    for type_ in list_type.holder_edges if list_type else ():
        for source, target in ((holder, node), (node, holder)):
            if (source.label, target.label) in edges[type_].endpoints and source.id != target.id:
                return type_, source.id, target.id
    return None
