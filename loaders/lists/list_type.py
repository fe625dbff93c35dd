"""Kinds of lists and usual headings, as the files beside say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from loaders.sources.header import normalize_heading


@dataclass(frozen=True)
class ListType:
    """A kind of list: the words that tell it, and what its rows are."""

    id: str
    words: tuple[str, ...]
    label: str
    kind: str
    zh: str
    en: str
    status: str = "existing"


@cache
def list_types() -> Mapping[str, ListType]:
    """The kinds, in their order."""
    return {
        id_: ListType(id_, **{**spec, "words": tuple(spec["words"])}) for id_, spec in _read("list_types.yaml").items()
    }


@cache
def headings() -> Mapping[str, tuple[str, ...]]:
    """Property -> its usual headings, plain."""
    return {name: tuple(map(normalize_heading, texts)) for name, texts in _read("headings.yaml").items()}


@cache
def heading_words() -> Mapping[str, tuple[str, ...]]:
    """Property -> words that suggest it in a heading; ``nothing``: words that suggest none."""
    return {name: tuple(map(normalize_heading, texts)) for name, texts in _read("words.yaml").items()}


@cache
def all_headings() -> frozenset[str]:
    """All of them: by them a table's head is found."""
    return frozenset(text for texts in headings().values() for text in texts)


def classify_list(texts: Iterable[str]) -> ListType:
    """The kind whose words stand most often in some texts; enterprises where none does."""
    whole = " ".join(texts)
    return max(list_types().values(), key=lambda kind: sum(len(word) for word in kind.words if word in whole))


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files("loaders.lists").joinpath(name).read_text("utf-8"))
    return found
