"""The columns that a list may have, as headings.yaml and words.yaml declare them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from graph.model.own_yaml import parse_own_yaml
from loaders.lists.list_type import list_types
from loaders.sources.heading import normalize_heading


class ListColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column of a list, which says one property of a row.

    Args:
        zh, en: its captions.
        headings: its usual headings.
        sentence: whether blanks between characters matter in its cells; elsewhere they only justify a name.
    """

    zh: str
    en: str
    headings: tuple[str, ...]
    sentence: bool = False


@cache
def list_columns() -> Mapping[str, ListColumn]:
    """Return property -> its column, in the order in which they are guessed and shown."""
    spec = parse_own_yaml(files("loaders.lists").joinpath("headings.yaml").read_text("utf-8"))
    return msgspec.convert(spec, dict[str, ListColumn])


@cache
def sentence_properties() -> frozenset[str]:
    """Return the properties whose cells are sentences."""
    return frozenset(name for name, column in list_columns().items() if column.sentence)


@cache
def headings() -> Mapping[str, tuple[str, ...]]:
    """Return property -> its usual headings, as ``normalize_heading`` returns them."""
    return {name: tuple(map(normalize_heading, column.headings)) for name, column in list_columns().items()}


@cache
def heading_words() -> Mapping[str, tuple[str, ...]]:
    """Return property -> words that suggest it in a heading; ``nothing``: words that suggest none."""
    spec = parse_own_yaml(files("loaders.lists").joinpath("words.yaml").read_text("utf-8"))
    return {name: tuple(map(normalize_heading, words)) for name, words in spec.items()}


@cache
def all_headings() -> frozenset[str]:
    """Return the usual headings of all properties, by which a table's header is found."""
    own = frozenset(heading for several in headings().values() for heading in several)
    return own | _type_headings("name") | _type_headings("person")


@cache
def name_headings() -> frozenset[str]:
    """Return the usual headings of columns of names."""
    return frozenset(headings()["name"]) | _type_headings("name")


def _type_headings(held: str) -> frozenset[str]:
    types = (list_type for list_type in list_types().values() if list_type.heading_of == held)
    return frozenset(normalize_heading(heading) for list_type in types for heading in list_type.headings)
