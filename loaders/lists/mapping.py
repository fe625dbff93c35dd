"""The mapping of a list's columns: guessed once, confirmed by a person, kept for next year's list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml

from graph.model.records import STATUSES
from graph.model.schema_file import default_schema
from loaders.dataset.manifest import DATASET_ID, CompletenessClaim
from loaders.errors import LoadError, in_file
from loaders.lists.list_column import list_columns
from loaders.sources.encoding import decode_text
from loaders.sources.yaml_file import convert_mapping, parse_mapping, read_mapping

YAML_FLAGS = {"true": True, "false": False}  # our YAML reads them as texts
MAX_LIST_ROWS = 1_000_000  # far above what a sheet may have: no limit unless a person sets one


class ListMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list's mapping: how its tables are read.

    Args:
        dataset, title, publisher, licence, date, region: of the dataset that the list becomes.
        label, kind, status: of the rows, unless a column says it.
        columns: heading -> property.
        sheets: the sheets to read; none: all visible ones that have a column of names.
        defaults: property -> what an empty cell means.
        fixes: property -> cell -> what it should be.
        counts: how many rows must be good, at least and at most.
        complete: completeness claims, as in dataset.yaml.
        place: whether products and scope place a row on segments where no column names any.
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
    if isinstance(sheets := spec.get("sheets"), list):  # a sheet that is called 2018
        spec = {**spec, "sheets": [str(name) if isinstance(name, int) else name for name in sheets]}
    if isinstance(flag := spec.get("place"), str):
        spec = {**spec, "place": YAML_FLAGS.get(flag, flag)}
    mapping = convert_mapping(spec, ListMapping, file)
    properties, labels = list_columns().keys(), default_schema().nodes
    is_wrong = {
        "dataset": not DATASET_ID.fullmatch(mapping.dataset),
        "label": mapping.label not in labels or "credit_code" not in labels[mapping.label].properties,
        "columns": not set(mapping.columns.values()) <= properties,
        "status": mapping.status not in STATUSES,
        "defaults": not mapping.defaults.keys() <= properties,
        "fixes": not mapping.fixes.keys() <= properties,
        "counts": mapping.counts[0] > mapping.counts[1],
    }
    for key in spec:
        if is_wrong.get(key):
            raise LoadError("yaml_value", file=file, key=key, value=spec[key])
    if "name" not in mapping.columns.values():
        raise LoadError("map_no_name", file=file)
    return mapping
