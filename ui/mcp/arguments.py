"""The arguments of a tool: what it takes, and the check of what a client gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.errors import UsageError
from queries.query import LIST_SEPARATOR

MAX_ARGUMENT_CHARACTERS = 20_000
"""Characters of a text that a client gives: as long as the console takes a statement."""
ARGUMENT_TYPES: Mapping[str, type] = {"string": str, "integer": int, "object": dict}

QUERY_VALUE_TYPES = "string | integer | [string]"


@dataclass(frozen=True)
class ToolParameter:
    """A parameter of a tool: its name, its type in JSON, whether it must be given, and the longest text it takes."""

    name: str
    type: str = "string"
    required: bool = True
    max_characters: int = MAX_ARGUMENT_CHARACTERS


def checked_arguments(tool: str, parameters: Sequence[ToolParameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments that were given, null as not given.

    Raises:
        UsageError: one is missing, unknown, of another type, or too long.
    """
    known = {parameter.name: parameter for parameter in parameters}
    values = {name: value for name, value in given.items() if value is not None}
    for name, value in values.items():
        if name not in known:
            raise UsageError("tool_argument_unknown", tool=tool, name=name, known=list(known))
        kind, longest = known[name].type, known[name].max_characters
        if not isinstance(value, ARGUMENT_TYPES[kind]) or isinstance(value, bool):
            raise UsageError("tool_argument_type", tool=tool, name=name, type=kind, value=str(value))
        if isinstance(value, str) and len(value) > longest:
            raise UsageError("tool_argument_long", tool=tool, name=name, limit=longest)
        if isinstance(value, int) and value < 1:
            raise UsageError("tool_argument_positive", tool=tool, name=name, value=str(value))
    for parameter in parameters:
        if parameter.required and not values.get(parameter.name):
            raise UsageError("tool_argument_missing", tool=tool, name=parameter.name)
    return values


def query_texts(tool: str, given: Mapping[str, Any]) -> dict[str, str]:
    """Return the parameters of a query as texts, as a user types them; a list is joined.

    >>> query_texts("query", {"entity": "inst-jngri", "labels": ["Park", "Carrier"], "limit": 5})
    {'entity': 'inst-jngri', 'labels': 'Park|Carrier', 'limit': '5'}

    Raises:
        UsageError: one is neither a text, an integer nor a list of texts, or too long.
    """
    return {name: _query_text(tool, name, value) for name, value in given.items() if value is not None}


def _query_text(tool: str, name: str, value: object) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = LIST_SEPARATOR.join(value)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        text = str(value)
    else:
        raise UsageError("tool_argument_type", tool=tool, name=name, type=QUERY_VALUE_TYPES, value=str(value))
    if len(text) > MAX_ARGUMENT_CHARACTERS:
        raise UsageError("tool_argument_long", tool=tool, name=name, limit=MAX_ARGUMENT_CHARACTERS)
    return text


def input_schema(parameters: Sequence[ToolParameter], descriptions: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON schema of some parameters, each with its description."""
    return {
        "type": "object",
        "properties": {p.name: {"type": p.type, "description": descriptions[p.name]} for p in parameters},
        "required": [p.name for p in parameters if p.required],
        "additionalProperties": False,
    }
