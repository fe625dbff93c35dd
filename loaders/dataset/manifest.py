"""dataset.yaml: what a dataset declares of itself, checked before anything is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from graph.model.normalize import normalize_text
from graph.model.records import Dataset
from graph.model.schema import default_schema
from loaders.dataset.tables.registry import TABLE_FORMATS
from loaders.errors import LoadError
from loaders.sources.yaml_file import read_mapping

REQUIRED = ("id", "title", "publisher", "licence")
KNOWN = frozenset(
    {*REQUIRED, "date", "url", "region", "note", "precedence", "refers_to", "counts", "complete", "defaults"}
)
USER_PRECEDENCE = 100
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


def read_spec(path: Path) -> dict[str, Any]:
    """What dataset.yaml says.

    Raises:
        LoadError: no such file, no YAML, or a key is missing, unknown, or of the wrong form.
    """
    file = path / "dataset.yaml"
    spec = read_mapping(file)
    for key in REQUIRED:
        if not str(spec.get(key) or "").strip():
            raise LoadError("yaml_key_missing", file=str(file), key=key)
    for key, value in spec.items():
        if key not in KNOWN:
            raise LoadError("yaml_key_unknown", file=str(file), key=key, known=sorted(KNOWN))
        if not SHAPES.get(key, _is_scalar)(value):
            raise LoadError("yaml_value", file=str(file), key=key, value=value)
    if not ID.fullmatch(str(spec["id"])):
        raise LoadError("dataset_id", file=str(file), value=spec["id"])
    return spec


def _is_scalar(value: object) -> bool:
    return not isinstance(value, list | dict)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_precedence(value: object) -> bool:
    return _is_number(value) or (isinstance(value, dict) and all(map(_is_number, value.values())))


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_counts(value: object) -> bool:
    names = {form.name for form in TABLE_FORMATS}
    return isinstance(value, dict) and all(
        name in names and isinstance(span, list) and len(span) == 2 and all(map(_is_number, span))
        for name, span in value.items()
    )


def _is_defaults(value: object) -> bool:
    columns = {form.name: form.columns(default_schema()) for form in TABLE_FORMATS}
    return isinstance(value, dict) and all(
        isinstance(cells, dict) and set(cells) <= columns.get(name, set()) and all(map(_is_scalar, cells.values()))
        for name, cells in value.items()
    )


def _is_claims(value: object) -> bool:
    roles = default_schema().values["role"]
    return isinstance(value, list) and all(
        isinstance(claim, dict)
        and set(claim) == {"role", "segments"}
        and claim["role"] in roles
        and bool(claim["segments"])
        and _is_names(claim["segments"])
        for claim in value
    )


SHAPES: Mapping[str, Callable[[object], bool]] = {
    "precedence": _is_precedence,
    "refers_to": _is_names,
    "counts": _is_counts,
    "defaults": _is_defaults,
    "complete": _is_claims,
}


def dataset_from(spec: Mapping[str, Any]) -> Dataset:
    """The dataset that a checked dataset.yaml declares."""
    precedence = spec.get("precedence", USER_PRECEDENCE)
    precedence = precedence if isinstance(precedence, dict) else {"default": precedence}
    texts = {name: normalize_text(str(spec.get(name) or "")) for name in (*REQUIRED, "date", "url", "region", "note")}
    claims = {f"{claim['role']} {segment}" for claim in spec.get("complete", ()) for segment in claim["segments"]}
    return Dataset(**texts, precedence=precedence, completeness_claims=tuple(sorted(claims)))
