"""The properties of a row's own node."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from graph.model.records import Value
from graph.model.schema_file import default_schema
from loaders.lists.list_column import list_columns
from loaders.lists.row_cells import RowCells
from loaders.lists.split_cell import split_cell

SEAT_PROPERTIES = ("district", "park", "address", "website")  # what a list of persons says of their employer itself


def row_properties(cells: RowCells, label: str) -> Iterator[tuple[str, Value]]:
    """Yield what a row says of its own node, which has a label."""
    mapping, name, code = cells.mapping, cells.name, cells.code()
    allowed = default_schema().nodes[label].properties
    beside = {"aliases": name.aliases, "note": name.remarks, "fields": split_cell(cells.text("chain"))}
    yield "name", name.name
    yield "granularity", "named"
    yield "existence", cells.status
    if code and "credit_code" in allowed:
        yield "credit_code", code
    copied = _copied_properties(label)
    if cells.list_type and cells.list_type.heading_of == "person":
        copied = tuple(prop for prop in copied if prop in SEAT_PROPERTIES)
    for prop in copied:
        text = cells.text(prop) or (mapping.kind if prop == "kind" else "")
        items = beside.get(prop, ())
        if not text and not items:
            continue
        if allowed[prop].type == "texts":
            yield prop, tuple(dict.fromkeys((*split_cell(text), *items)))
        else:
            yield prop, "；".join(filter(None, (text, *items))) if items else text


@cache
def _copied_properties(label: str) -> tuple[str, ...]:
    """Return the columns that the schema gives to a label: texts first, then lists by name.

    The versions of lists are hashed in this order, so a list that is loaded again stays the same version.
    """
    allowed = default_schema().nodes[label].properties
    names = [name for name in list_columns() if name in allowed and name not in ("name", "credit_code")]
    lists = sorted(name for name in names if allowed[name].type == "texts")
    return (*(name for name in names if name not in lists), *lists)
