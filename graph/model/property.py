"""The properties of node and edge types: their types, bounds and lengths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isfinite

from graph.model.records import Value

PLAIN_TYPES = {"text": str, "full_text": str, "number": (int, float), "texts": tuple}
MAX_NAME_LENGTH = 300  # characters; names are indexed, and a page must be able to show the rest
MAX_TEXT_LENGTH = 20_000  # characters: some pages of prose
MAX_FULL_TEXT_LENGTH = 4_000_000  # characters of up to 4 bytes; the embedded engine drops messages over 16 MB
MAX_LENGTHS = {"name": MAX_NAME_LENGTH, "aliases": 10 * MAX_NAME_LENGTH}


@dataclass(frozen=True, kw_only=True)
class Property:
    """A property of a node or edge type.

    Args:
        name: its name.
        type: text, full_text, texts, number, or the name of a closed list or of a range.
        required: whether every record must have it.
        enum: the words of the closed list.
        bounds: the lowest and the highest number of the range.
    """

    name: str
    type: str
    required: bool = False
    enum: tuple[str, ...] = ()
    bounds: tuple[float, float] | None = None

    @cached_property
    def is_integer(self) -> bool:
        """Return whether it takes integers only."""
        return self.bounds is not None and isinstance(self.bounds[0], int)

    @cached_property
    def max_length(self) -> int:
        """Return the number of characters that it takes."""
        return MAX_LENGTHS.get(self.name, MAX_FULL_TEXT_LENGTH if self.type == "full_text" else MAX_TEXT_LENGTH)

    @property
    def expected(self) -> str:
        """Return the values that it takes, for messages."""
        if self.bounds:
            return f"{self.bounds[0]:g}\u2013{self.bounds[1]:g}"
        return " | ".join(self.enum) or self.type

    @cached_property
    def is_free_text(self) -> bool:
        """Return whether it takes any text."""
        return not self.enum and not self.bounds and PLAIN_TYPES[self.type] is str

    def fits(self, value: Value) -> bool:
        """Return whether a value is of the property's type, and not too long.

        >>> Property(name="stage", type="stage", enum=("上游", "下游")).fits("中游")
        False
        """
        if type(value) is str and (self.enum or self.is_free_text):  # nearly all are
            return value in self.enum if self.enum else len(value) <= self.max_length
        return self.accepts(value) and value_length(value) <= self.max_length

    def accepts(self, value: Value) -> bool:
        """Return whether a value is of the property's type, however long it is.

        >>> Property(name="share", type="share", bounds=(0.0, 1.0)).accepts(0.5)
        True
        """
        if self.enum:
            return value in self.enum
        if isinstance(value, bool):
            return False
        if self.bounds:
            kind = int if self.is_integer else (int, float)
            return isinstance(value, kind) and self.bounds[0] <= value <= self.bounds[1]
        return isinstance(value, PLAIN_TYPES[self.type]) and (not isinstance(value, float) or isfinite(value))  # type: ignore[arg-type]


def value_length(value: Value) -> int:
    """Return the number of characters of a text, or of all texts of a list together; 0 for a number.

    >>> value_length(("甲", "乙丙"))
    3
    """
    return len(value) if isinstance(value, str) else sum(map(len, value)) if isinstance(value, tuple) else 0
