"""The method's parameters in words: for the page and for every workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from graph.analysis.method import Method
from ui.text import Words


def method_lines(method: Method, words: Words) -> list[tuple[str, str]]:
    """Return each parameter's name and value."""
    return [(field.name, _value(getattr(method, field.name), words)) for field in fields(method)]


def _value(value: object, words: Words) -> str:
    if not isinstance(value, Mapping):
        return f"{value:g}" if isinstance(value, int | float) else str(value)
    return words("separator.clause").join(f"{words.parameter(name)} {item:g}" for name, item in value.items())
