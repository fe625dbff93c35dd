"""The mapping of a list's columns: guessed once, confirmed by a person, kept for next year's list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec.structs import replace

from graph.model.records import STATUSES
from graph.model.schema_file import default_schema
from loaders.dataset.manifest import DATASET_ID, CompletenessClaim
from loaders.errors import LoadError, in_file
from loaders.lists.list_column import list_columns
from loaders.lists.list_type import ListType, list_types
from loaders.sources.encoding import decode_text
from loaders.sources.table_layout import HeaderRow, TableLayout
from loaders.sources.yaml_file import convert_mapping, parse_mapping, read_mapping

MAX_LIST_ROWS = 1_000_000  # far above what a sheet may have: no limit unless a person sets one


class ListMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list's mapping: how its tables are read.

    Args:
        dataset, title, publisher, licence, date, region: of the dataset that the list becomes.
        label, kind, status: of the rows, unless a column says it.
        type: the id of the list's type, which says how its rows stand to organisations; empty: they are organisations.
        columns: heading -> property.
        sheets: the sheets to read; none: all visible ones that have a column of names.
        defaults: property -> what an empty cell means.
        fixes: property -> cell -> what it should be.
        counts: how many rows must be good, at least and at most.
        complete: completeness claims, as in dataset.yaml.
        place: whether products and scope place a row on segments where no column names any.
        header: the header's row, where the guess is wrong: its number, auto, or none.
        hidden_rows: whether the rows that Excel hides are read.
        kinds: table, or group of rows -> the type of list that it is, for those of a file that are another than the
            rest. A table goes by the title above it, or its sheet's name, a group by the row that names it.
    """

    dataset: str
    title: str
    publisher: str
    licence: str
    label: str
    columns: dict[str, str]
    date: str = ""
    region: str = ""
    kind: str = ""
    status: str = "existing"
    sheets: tuple[str, ...] = ()
    defaults: dict[str, str] = {}
    fixes: dict[str, dict[str, str]] = {}
    counts: tuple[int, int] = (1, MAX_LIST_ROWS)
    complete: tuple[CompletenessClaim, ...] = ()
    place: bool = False
    header: HeaderRow = "auto"
    hidden_rows: bool = True
    kinds: dict[str, str] = {}
    type: str = ""

    @property
    def list_type(self) -> ListType | None:
        """Return the list's type, None where the mapping names none."""
        return list_types().get(self.type)

    @property
    def layout(self) -> TableLayout:
        """Return how the file's sheets are to be read."""
        return TableLayout(header=self.header, hidden_rows=self.hidden_rows)

    def of_part(self, group: str, table: str) -> ListMapping:
        """Return the mapping of a group of rows in a table, which may be of another type than the rest."""
        if not (part := next((part for part in (group, table) if part in self.kinds), "")):
            return self
        kind = list_types()[self.kinds[part]]
        return replace(self, label=kind.label, kind=kind.kind, status=kind.status, type=kind.id)

    def text(self) -> str:
        """Return the mapping as a file holds it. The history keeps this text, so its form must stay."""
        return yaml.safe_dump(msgspec.to_builtins(self), allow_unicode=True, sort_keys=False)


def read_list_mapping(file: Path) -> ListMapping:
    """Read a kept mapping.

    Raises:
        LoadError: no such file, no YAML, or a key is missing, unknown, or of the wrong form.
    """
    return _checked_mapping(read_mapping(file), str(file))


def parse_list_mapping(raw: bytes, file: str) -> ListMapping:
    """Parse a kept mapping from its bytes; ``file`` is for messages. Raises LoadError as ``read_list_mapping``."""
    with in_file(file):
        text, _ = decode_text(raw)
    return _checked_mapping(parse_mapping(text, file), file)


def _checked_mapping(spec: dict[str, Any], file: str) -> ListMapping:
    if not spec.get("columns", True):
        raise LoadError("yaml_key_missing", file=file, key="columns")
    typed = _typed_values(spec)
    if not typed.get("columns", True):
        raise LoadError("map_no_name", file=file, columns=list(spec["columns"]))
    mapping = convert_mapping(typed, ListMapping, file)
    if not DATASET_ID.fullmatch(mapping.dataset):
        raise LoadError("yaml_value", file=file, key="dataset", value=mapping.dataset)
    if mapping.counts[0] > mapping.counts[1]:
        raise LoadError("yaml_value", file=file, key="counts", value=list(mapping.counts))
    for key, (values, allowed) in _choices(mapping).items():
        if wrong := [value for value in values if value not in allowed]:
            raise LoadError("yaml_choice", file=file, key=key, value=wrong[0], known=list(allowed))
    if "name" not in mapping.columns.values():
        raise LoadError("map_no_name", file=file, columns=list(spec["columns"]))
    return mapping


def _typed_values(spec: dict[str, Any]) -> dict[str, Any]:
    """Return what YAML read as another type than was meant: sheets, and columns that say nothing yet."""
    if isinstance(sheets := spec.get("sheets"), list):  # a sheet that is called 2018
        spec = {**spec, "sheets": [str(name) if isinstance(name, int) else name for name in sheets]}
    if isinstance(columns := spec.get("columns"), dict):  # a mapping that was only guessed has all columns
        spec = {**spec, "columns": {column: prop for column, prop in columns.items() if prop not in ("", None)}}
    return spec


def _choices(mapping: ListMapping) -> dict[str, tuple[Iterable[str], Collection[str]]]:
    """Return the values of keys that take only some, and those."""
    properties = list_columns().keys()
    return {
        "label": ((mapping.label,), list_labels()),
        "columns": (mapping.columns.values(), properties),
        "status": ((mapping.status,), STATUSES),
        "defaults": (mapping.defaults, properties),
        "fixes": (mapping.fixes, properties),
        "kinds": (mapping.kinds.values(), list_types().keys()),
        "type": ((mapping.type,), ("", *list_types())),
    }


@cache
def list_labels() -> tuple[str, ...]:
    """Return the labels that a list's rows may have."""
    with_codes = (label for label, node in default_schema().nodes.items() if "credit_code" in node.properties)
    return tuple(dict.fromkeys((*with_codes, *(kind.label for kind in list_types().values()))))
