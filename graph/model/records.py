"""The records that loaders make and the store keeps: nodes as one row states them, edges, datasets."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

STATUSES = ("existing", "planned", "aspired")  # of statements and things; the surest first
CANONICAL_JSON = msgspec.json.Encoder(order="sorted")
YEAR_PATTERN = re.compile(r"(19|20)[0-9]{2}(?![0-9])")
Value: TypeAlias = str | int | float | bool | tuple[str, ...]
Props: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a statement is written.

    ``place`` is a clause id, an address, or a file and row; ``year`` is given only where it is certain.
    """

    source_ref: str
    title: str = ""
    publisher_kind: str = ""
    as_of: str = ""
    year: int | None = None

    def props(self) -> dict[str, Value]:
        """The evidence as properties of an edge or node, without the empty ones."""
        known: dict[str, Value | None] = {
            "evidence": self.source_ref,
            "source_title": self.title,
            "publisher_kind": self.publisher_kind,
            "as_of": self.as_of,
            "year": self.year,
        }
        return {name: value for name, value in known.items() if value not in ("", None)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What one row says of a node. ``row`` is the row's id, ``origin`` names file and line for messages."""

    id: str
    label: str
    row: str
    props: Props
    location: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One statement, from ``source`` to ``target`` (node ids). ``id`` is dataset and row."""

    id: str
    type: str
    source: str
    target: str
    props: Props
    location: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A source: who published what and when, and how much its rows weigh against others'.

    ``precedence`` maps a property (or ``default``) to a number: the highest wins.
    ``complete`` lists the completeness claims, each a role and a segment id: ``production pv/cell``.
    """

    id: str
    title: str
    publisher: str
    licence: str
    date: str = ""
    url: str = ""
    region: str = ""
    note: str = ""
    precedence: Mapping[str, int] = field(default_factory=lambda: {"default": 0})
    completeness_claims: tuple[str, ...] = ()
    moved_ids: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The certain year of ``date``, or None."""
        found = YEAR_PATTERN.match(self.date)
        return int(found[0]) if found else None

    def props(self) -> dict[str, Value]:
        """The properties of the dataset's node."""
        texts = {
            name: getattr(self, name) for name in ("title", "publisher", "licence", "date", "url", "region", "note")
        }
        found: dict[str, Value] = {name: text for name, text in texts.items() if text}
        found["precedence"] = json.dumps(dict(self.precedence), sort_keys=True)
        if self.completeness_claims:
            found["complete"] = self.completeness_claims
        if self.moved_ids:
            found["moved_ids"] = self.moved_ids
        if self.year is not None:
            found["year"] = self.year
        return found


def statement_id(dataset: str, row: str) -> str:
    """The id of an edge, or of what a row says of a node: unique, stable, and not the row's place in its file."""
    return f"{dataset}/{row}"


def fingerprint(*parts: object) -> str:
    """A short hash of a record's content: equal content, equal hash, on every machine."""
    return hashlib.blake2b(CANONICAL_JSON.encode(parts), digest_size=12).hexdigest()
