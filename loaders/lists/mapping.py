"""What a list's columns say: guessed once, confirmed by a person, kept for next year's list."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import msgspec
import yaml

from graph.model.records import STATUSES
from graph.model.schema import default_schema
from loaders.dataset.manifest import DATASET_ID, CompletenessClaim
from loaders.errors import LoadError
from loaders.lists.list_type import headings
from loaders.sources.encoding import decode_text
from loaders.sources.yaml_file import parse_mapping, read_mapping

FLAGS = {"true": True, "false": False}  # as our YAML reads them: as texts
NEEDED = ("dataset", "title", "publisher", "licence", "label", "columns")


@dataclass(frozen=True)
class ListMapping:
    """How a list is read.

    Args:
        dataset, title, publisher, licence, date, region: what dataset.yaml says of others.
        label, kind, status: what the rows are, unless a column says it.
        columns: heading -> property.
        sheets: the sheets to read; none: all that have a name column.
        defaults: property -> what an empty cell means.
        fixes: property -> value -> what it should be.
        counts: how many rows must be good, at least and at most.
        complete: completeness claims, as in dataset.yaml.
        place: whether products and scope place a row on segments where no column says any.
    """

    dataset: str
    title: str
    publisher: str
    licence: str
    label: str
    columns: MappingOf[str, str]
    date: str = ""
    region: str = ""
    kind: str = ""
    status: str = "existing"
    sheets: tuple[str, ...] = ()
    defaults: MappingOf[str, str] = field(default_factory=dict)
    fixes: MappingOf[str, MappingOf[str, str]] = field(default_factory=dict)
    counts: tuple[int, int] = (1, 1_000_000)
    complete: tuple[MappingOf[str, Any], ...] = ()
    place: bool = False

    def text(self) -> str:
        """The mapping as a file holds it."""
        spec = {one.name: getattr(self, one.name) for one in fields(self)}
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in spec.items()}
        return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)


def read_list_mapping(file: Path) -> ListMapping:
    """A mapping that was kept.

    Raises:
        LoadError: no such file, no YAML, or a key is missing, unknown, or of the wrong form.
    """
    return _checked(read_mapping(file), str(file))


def parse_list_mapping(raw: bytes, file: str) -> ListMapping:
    """A mapping that was kept, from its bytes; ``file`` is for messages. Raises LoadError."""
    return _checked(parse_mapping(decode_text(raw, file)[0], file), file)


def _checked(spec: dict[str, Any], file: str) -> ListMapping:
    known = [one.name for one in fields(ListMapping)]
    for key in NEEDED:
        if not spec.get(key):
            raise LoadError("yaml_key_missing", file=file, key=key)
    for key, value in spec.items():
        if key not in known:
            raise LoadError("yaml_key_unknown", file=file, key=key, known=known)
        if not FITS.get(key, _is_scalar)(value):
            raise LoadError("yaml_value", file=file, key=key, value=value)
    if "name" not in spec["columns"].values():
        raise LoadError("map_no_name", file=file)
    tuples: dict[str, Any] = {key: tuple(spec[key]) for key in ("counts", "complete") if key in spec}
    tuples["sheets"] = tuple(map(str, spec.get("sheets", ())))
    every: dict[str, Any] = {key: _text(value) for key, value in spec.items()}
    every.update(tuples, place=FLAGS[spec.get("place", "false")])
    return ListMapping(**every)


def _text(value: object) -> object:
    return value if isinstance(value, dict) else str(value if value is not None else "")


def _is_scalar(value: object) -> bool:
    return not isinstance(value, list | dict)


def _is_columns(value: object) -> bool:
    return isinstance(value, dict) and _texts(value) and set(value.values()) <= {*headings()}


def _is_defaults(value: object) -> bool:
    return isinstance(value, dict) and _texts(value) and set(value) <= {*headings()}


def _is_fixes(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) <= {*headings()}
        and all(isinstance(one, dict) and _texts(one) for one in value.values())
    )


def _is_counts(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, int) for one in value)
        and value[0] <= value[1]
    )


def _is_label(value: object) -> bool:
    known = default_schema().nodes
    return isinstance(value, str) and value in known and "credit_code" in known[value].properties


def _is_claims(value: object) -> bool:
    try:
        msgspec.convert(value, tuple[CompletenessClaim, ...])
    except msgspec.ValidationError:
        return False
    return True


def _texts(value: MappingOf[object, object]) -> bool:
    return all(isinstance(one, str) for one in (*value, *value.values()))


FITS: MappingOf[str, Callable[[object], bool]] = {
    "dataset": lambda value: DATASET_ID.fullmatch(str(value)) is not None,
    "columns": _is_columns,
    "defaults": _is_defaults,
    "fixes": _is_fixes,
    "place": lambda value: isinstance(value, str) and value in FLAGS,
    "sheets": lambda value: isinstance(value, list) and all(isinstance(one, str | int) for one in value),
    "counts": _is_counts,
    "complete": _is_claims,
    "label": _is_label,
    "status": lambda value: value in STATUSES,
}
