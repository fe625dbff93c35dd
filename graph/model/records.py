"""The records that loaders make and the store keeps: nodes as one row states them, edges, datasets."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

PRODUCTION = "production"
SUPPLY = "supply"  # the holdings of any of a segment's own roles; an absence or a claim may name it, a holding not
DEFAULT_SUPPLY_ROLES = (PRODUCTION,)  # of a segment whose template says nothing
STATUSES = ("existing", "planned", "aspired")  # of statements and entities, the surest first
CANONICAL_JSON = msgspec.json.Encoder(order="sorted")  # equal content gives equal bytes, whatever the order of keys
YEAR_PATTERN = re.compile(r"(19|20)[0-9]{2}(?![0-9])")  # at the start of a date: 2018, 2018-03, 2018年
Value: TypeAlias = str | int | float | bool | tuple[str, ...]
Props: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The source of a statement.

    Attributes:
        source_ref: what can be cited: a clause id, an original address, or a file and row.
        source: the id of the Document, where there is one.
        title: the page's or the list's own title.
        publisher: who published it.
        published: the day of publication.
        grade: A official, B media, C the company itself, D a repost of unknown origin, E unknown; empty: not graded.
        access: direct, or through a mirror or repost.
        read_at: the address that was read, where it is not the original one.
        publisher_kind: the publisher's kind, for what has no grade: a judgement, a recollection.
        as_of: the date that the statement is about.
        year: of ``as_of``, only where it is certain.
    """

    source_ref: str
    source: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    grade: str = ""
    access: str = ""
    read_at: str = ""
    publisher_kind: str = ""
    as_of: str = ""
    year: int | None = None

    def props(self) -> dict[str, Value]:
        """Return the evidence as properties of an edge or node, without the empty ones."""
        values: dict[str, Value | None] = {
            "evidence": self.source_ref,
            "source": self.source,
            "source_title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "grade": self.grade,
            "access": self.access,
            "read_at": self.read_at,
            "publisher_kind": self.publisher_kind,
            "as_of": self.as_of,
            "year": self.year,
        }
        return {name: value for name, value in values.items() if value not in ("", None)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node as one row states it. ``row`` is the row's id, ``location`` names file and line for messages."""

    id: str
    label: str
    row: str
    props: Props
    location: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One statement, from ``source`` to ``target`` (node ids). ``id`` is made of dataset and row."""

    id: str
    type: str
    source: str
    target: str
    props: Props
    location: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A source: who published what and when, and how its rows rank against others'.

    ``precedence`` maps a property (or ``default``) to a number: the highest wins.
    ``completeness_claims`` are a role and a segment id each: ``production pv/cell``.
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
        """Return the certain year of ``date``, or None.

        >>> Dataset(id="d", title="", publisher="", licence="", date="2018年3月").year
        2018
        """
        year = YEAR_PATTERN.match(self.date)
        return int(year[0]) if year else None

    def props(self) -> dict[str, Value]:
        """Return the properties of the dataset's node."""
        texts = {
            name: getattr(self, name) for name in ("title", "publisher", "licence", "date", "url", "region", "note")
        }
        props: dict[str, Value] = {name: text for name, text in texts.items() if text}
        props["precedence"] = json.dumps(dict(self.precedence), sort_keys=True)
        if self.completeness_claims:
            props["complete"] = self.completeness_claims
        if self.moved_ids:
            props["moved_ids"] = self.moved_ids
        if self.year is not None:
            props["year"] = self.year
        return props


def statement_id(dataset: str, row: str) -> str:
    """Return the id of an edge, or of a row's description of a node.

    It is unique and stable, because ``row`` is the row's own id and not its place in the file.

    >>> statement_id("changzhou-2018", "e17")
    'changzhou-2018/e17'
    """
    return f"{dataset}/{row}"


def fingerprint(*parts: object) -> str:
    """Return a short hash of a record's content: equal content gives an equal hash on every machine.

    >>> fingerprint("Park", {"a": 1, "b": 2}) == fingerprint("Park", {"b": 2, "a": 1})
    True
    """
    return hashlib.blake2b(CANONICAL_JSON.encode(parts), digest_size=12).hexdigest()
