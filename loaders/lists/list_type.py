"""The types of lists, as list_types.yaml declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec
import yaml


class ListType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of list.

    Args:
        id: its key in list_types.yaml.
        words: words of a file name, sheet name or title that tell it.
        label, kind, status: of its rows.
        zh, en: its captions.
    """

    id: str
    words: tuple[str, ...]
    label: str
    kind: str
    zh: str
    en: str
    status: str = "existing"


@cache
def list_types() -> Mapping[str, ListType]:
    """Return the types by id, in the file's order."""
    spec = yaml.safe_load(files("loaders.lists").joinpath("list_types.yaml").read_text("utf-8"))
    return {id_: msgspec.convert({"id": id_, **fields}, ListType) for id_, fields in spec.items()}


def classify_list(texts: Iterable[str]) -> ListType:
    """Return the type with most characters of its words in some texts; enterprises where no word occurs.

    >>> classify_list(["2018年度高新技术企业名单"]).id
    'high-tech'
    """
    text = " ".join(texts)
    return max(list_types().values(), key=lambda list_type: sum(len(word) for word in list_type.words if word in text))
