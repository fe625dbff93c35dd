"""Cleaning of values: what a cell says, as a property's type wants it."""

from __future__ import annotations

import unicodedata

from graph.model.records import Value
from graph.model.schema import Property

LIST_SEPARATOR = "|"
LARGEST = 2**63  # what the servers keep as an integer


def cleaned(text: str) -> str:
    """The text in one Unicode form (NFC), without control characters and outer blanks."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or unicodedata.category(c) != "Cc")
    return kept.strip()


def parsed(wanted: Property, text: str) -> Value | None:
    """The cell's value, or None when the cell is empty.

    Raises:
        ValueError: the text is not of the property's type.
    """
    text = cleaned(text)
    if not text:
        return None
    if wanted.type == "texts":
        return split(text)
    if wanted.type == "integer":
        whole = int(unicodedata.normalize("NFKC", text))
        if abs(whole) >= LARGEST:
            raise ValueError(text)
        return whole
    if wanted.type == "number":
        return float(unicodedata.normalize("NFKC", text).replace(",", ""))
    return text


def split(text: str) -> tuple[str, ...]:
    """The parts of a list in one cell, without empty ones and repeats, in their order."""
    return tuple(dict.fromkeys(part for part in map(cleaned, text.split(LIST_SEPARATOR)) if part))


def number(text: str) -> float | None:
    """The number that a text is, or None: sources write 超百项 as often as 100."""
    try:
        return float(unicodedata.normalize("NFKC", text).replace(",", ""))
    except ValueError:
        return None
