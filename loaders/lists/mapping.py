"""What a list's columns say: guessed once, confirmed by a person, kept for next year's list."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from graph.model.records import STATUSES
from graph.model.schema import schema
from loaders.base import LoadError
from loaders.declaration import ID, SHAPES
from loaders.lists.kind import headings
from loaders.yaml_file import read_mapping

NEEDED = ("dataset", "title", "publisher", "licence", "label", "columns")


@dataclass(frozen=True)
class Mapping:
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

    def text(self) -> str:
        """The mapping as a file holds it."""
        spec = {one.name: getattr(self, one.name) for one in fields(self)}
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in spec.items()}
        return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)


def read_map(file: Path) -> Mapping:
    """A mapping that was kept.

    Raises:
        LoadError: no such file, no YAML, or a key is missing, unknown, or of the wrong form.
    """
    spec = read_mapping(file)
    known = [one.name for one in fields(Mapping)]
    for key in NEEDED:
        if not spec.get(key):
            raise LoadError("yaml_key_missing", file=str(file), key=key)
    for key, value in spec.items():
        if key not in known:
            raise LoadError("yaml_key_unknown", file=str(file), key=key, known=known)
        if not _fits(key, value):
            raise LoadError("yaml_value", file=str(file), key=key, value=value)
    if "name" not in spec["columns"].values():
        raise LoadError("map_no_name", file=str(file))
    tuples: dict[str, Any] = {key: tuple(spec[key]) for key in ("sheets", "counts", "complete") if key in spec}
    every: dict[str, Any] = {key: _text(value) for key, value in spec.items()}
    every.update(tuples)
    return Mapping(**every)


def _text(value: object) -> object:
    return value if isinstance(value, dict) else str(value if value is not None else "")


def _fits(key: str, value: object) -> bool:
    properties = {*headings(), "status"}
    match key:
        case "dataset":
            return ID.fullmatch(str(value)) is not None
        case "columns":
            return isinstance(value, dict) and _texts(value) and set(value.values()) <= properties
        case "defaults":
            return isinstance(value, dict) and _texts(value) and set(value) <= properties
        case "fixes":
            return isinstance(value, dict) and all(isinstance(one, dict) and _texts(one) for one in value.values())
        case "sheets":
            return isinstance(value, list)
        case "counts":
            return isinstance(value, list) and len(value) == 2 and all(isinstance(one, int) for one in value)
        case "complete":
            return bool(SHAPES["complete"](value))
        case "label":
            return value in schema().nodes and schema().nodes[str(value)].entity
        case "status":
            return value in STATUSES
    return not isinstance(value, list | dict)


def _texts(value: MappingOf[object, object]) -> bool:
    return all(isinstance(one, str) for one in (*value, *value.values()))
