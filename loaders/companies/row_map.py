"""A part of the input as rows, holdings and blocks: the same mapping, placing and checks as for a list of one sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow.parquet as pq

from graph.model.normalize import normalize_text
from graph.model.records import Edge, Node
from loaders.companies.blocks import block_keys
from loaders.companies.input_parts import FILE, LINE
from loaders.companies.job import Job
from loaders.companies.parts import BLOCK_SCHEMA, HOLDING_SCHEMA, ROW_SCHEMA, PartRow, part_path, to_table, write_part
from loaders.errors import RowError
from loaders.gc_pause import gc_paused
from loaders.linking.org_name import name_key
from loaders.lists.row_cells import RowCells
from loaders.lists.row_holders import is_organisation
from loaders.lists.transform import ListTransform, mapped_columns
from loaders.records import TableRow
from loaders.sources.list_table import CellsByColumn


@gc_paused()
def map_part(job: Job, number: int) -> None:
    """Read a part of the input; its rows are written last, so that they say that the part is done."""
    table = pq.read_table(part_path(job.stage("input"), number))
    rows: list[PartRow] = []
    holdings: list[PartRow] = []
    blocks: dict[tuple[str, str, str, str], PartRow] = {}
    transform = ListTransform((), job.mapping, job.known.index)
    for place, cells in enumerate(_cells(job, table.to_pydict())):
        row, node, edges = read_row(transform, cells)
        rows.append({"number": number * job.part_rows + place, **row})
        holdings += (holding(edge, rows[-1]["number"]) for edge in edges if edge.type == "ACTIVE_IN")
        if node:
            own = row["id"], row["name"], row["district"]
            blocks |= {(key, *own): {"block": key, **row} for key in block_keys(row["name"])}
    for stage, schema, made in (
        ("held", HOLDING_SCHEMA, holdings),
        ("block", BLOCK_SCHEMA, blocks.values()),
        ("row", ROW_SCHEMA, rows),
    ):
        write_part(part_path(job.stage(stage), number), to_table(made, schema))


def _cells(job: Job, columns: Mapping[str, list[Any]]) -> Iterator[RowCells]:
    mapping, of_property = job.mapping, mapped_columns(job.mapping)
    names = [name for name in columns if name not in (FILE, LINE)]
    positions = {name: place for place, name in enumerate(names)}
    for file, line, *texts in zip(columns[FILE], columns[LINE], *(columns[name] for name in names), strict=True):
        row = TableRow(file=file, line=line, cells=CellsByColumn(positions, tuple(map(normalize_text, texts))))
        yield RowCells(row, mapping, of_property)


def read_row(transform: ListTransform, cells: RowCells) -> tuple[PartRow, Node | None, list[Edge]]:
    """Return a row's fields, and the node and edges that it is; a refused row has its problem, and neither.

    The code of a refused row counts all the same: two codes of one name make the name nobody's.
    """
    fields = {"place": cells.origin, "code": cells.stated_code(), "name": cells.parsed_name.name}
    fields |= {"name_key": name_key(fields["name"]), "district": cells.text("district")}
    nothing = dict.fromkeys(("label", "id", "by_code", "by_name", "problem"), "")
    try:
        node, _, edges = transform.row_records(cells, Counter())
    except RowError as problem:
        return {**nothing, **fields, "problem": problem.code}, None, []
    by_code, by_name = transform.known_entities(cells)
    found = {"label": node.label, "id": node.id, "by_code": by_code, "by_name": by_name, "problem": ""}
    return {**fields, **found}, node if is_organisation(node.label) else None, edges


def holding(edge: Edge, number: int) -> PartRow:
    """Return what a row holds, as ``liantu atlas`` reads it; the organisation is still the row's own id."""
    props = edge.props
    return {
        "number": number,
        "organisation": edge.source,
        "segment": edge.target,
        "role": props["kind"],
        "note": props.get("note", ""),
        **{name: props.get(name) for name in ("region", "status", "support", "dataset", "year")},
    }
