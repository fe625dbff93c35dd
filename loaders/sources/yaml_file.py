"""YAML files as plain data or typed structs: no dates, no fractions, no aliases, no repeated keys, no deep nesting."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from graph.model.user_yaml import UserLoader
from loaders.errors import LoadError
from loaders.sources.text_file import read_text

MAX_YAML_CHARACTERS = 1_000_000  # parsing takes 2 s; a map of a list with a hundred columns has some 10,000
FAULTY_KEY = re.compile(
    r"`\$\.([^.\[`]+)"
)  # how msgspec ends a message: "Expected `int`, got `str` - at `$.counts[...]`"

T = TypeVar("T", bound=msgspec.Struct)


class _StrictLoader(UserLoader):
    """A YAML loader that keeps dates as they are written and refuses what a person did not mean."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for position, key in enumerate(keys):
            if not isinstance(key, str) or key in keys[:position]:
                raise yaml.MarkedYAMLError(problem=f"key {key}", problem_mark=node.value[position][0].start_mark)
        return super().construct_mapping(node, deep)


# YAML 1.1 reads 2025.10, 12:30, no and 010 as a fraction, a number to base 60, a boolean and an octal number.
# A person who wrote them meant the text, so only plain integers and empty values are resolved.
_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith(("null", "merge", "value"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"-?(0|[1-9][0-9]{0,17})$"), list("-0123456789")
)


def read_mapping(file: Path) -> dict[str, Any]:
    """Read a YAML file that holds one mapping.

    Raises:
        LoadError: no such file, no YAML, or no mapping.
    """
    return parse_mapping(read_text(file), str(file))


def parse_mapping(text: str, file: str) -> dict[str, Any]:
    """Parse a YAML text that holds one mapping.

    Args:
        text: the YAML.
        file: its name, for messages.

    Raises:
        LoadError: ``yaml_broken``: it is no YAML, or no mapping; ``file_too_large``.

    >>> parse_mapping("date: 2025-10-01\\ncounts: {edges: [1, 20]}", "dataset.yaml")
    {'date': '2025-10-01', 'counts': {'edges': [1, 20]}}
    """
    if len(text) > MAX_YAML_CHARACTERS:
        raise LoadError("file_too_large", file=file, size=len(text), limit=MAX_YAML_CHARACTERS)
    try:
        spec = yaml.load(text, _StrictLoader)  # noqa: S506  (a SafeLoader)
        json.dumps(spec, ensure_ascii=False).encode()  # refuses halves of characters
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise LoadError("yaml_broken", file=file, line=mark.line + 1 if mark else 1) from problem
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise LoadError("yaml_broken", file=file, line=1) from problem
    if not isinstance(spec, dict):
        raise LoadError("yaml_broken", file=file, line=1)
    return spec


def convert_mapping(spec: dict[str, Any], struct: type[T], file: str) -> T:
    """Convert a parsed mapping to a struct, and name the key that does not fit.

    A scalar is written out where the struct wants text, because a person writes ``date: 2018`` without quotes.

    Args:
        spec: the mapping, as ``parse_mapping`` returns it.
        struct: the struct; fields without a default must be there and not be blank.
        file: the file's name, for messages.

    Raises:
        LoadError: ``yaml_key_missing``, ``yaml_key_unknown`` or ``yaml_value``, each with the key.

    >>> class Title(msgspec.Struct):
    ...     title: str
    >>> convert_mapping({"title": 2018}, Title, "dataset.yaml")
    Title(title='2018')
    """
    fields = {field.name: field for field in msgspec.structs.fields(struct)}
    for name, field in fields.items():
        if field.required and not str(spec.get(name) or "").strip():
            raise LoadError("yaml_key_missing", file=file, key=name)
    for key in spec:
        if key not in fields:
            raise LoadError("yaml_key_unknown", file=file, key=key, known=sorted(fields))
    texts = {name: _scalar_text(spec[name]) for name, field in fields.items() if field.type is str and name in spec}
    try:
        return msgspec.convert({**spec, **texts}, struct, strict=False)  # our YAML reads true and false as texts
    except msgspec.ValidationError as problem:
        key = _faulty_key(str(problem))
        raise LoadError("yaml_value", file=file, key=key, value=spec.get(key)) from problem


def _scalar_text(value: object) -> object:
    """Return a scalar as text, and a list or mapping as it is."""
    if isinstance(value, list | dict):
        return value
    return "" if value is None else str(value)


def _faulty_key(message: str) -> str:
    """Return the top-level key that a validation error is about, or "" where it is about the whole.

    >>> _faulty_key("Expected `array` of length 2, got 3 - at `$.counts[...]`")
    'counts'
    >>> _faulty_key("Expected `str` matching regex '^a$' - at `key` in `$.defaults`")
    'defaults'
    """
    match = FAULTY_KEY.search(message)
    return match[1] if match else ""
