"""The types of lists, as list_types.yaml declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from graph.model.own_yaml import parse_own_yaml

COMPANY_ENDINGS = ("公司", "厂", "集团")
MIN_ENDINGS = 0.6  # of the names that end as a type's do


class ListType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of list.

    Args:
        id: its key in list_types.yaml.
        words: words of a file name, sheet name or title that tell it.
        label, kind, status: of its rows.
        zh, en: its captions.
        endings: of the names of its rows, which tell it where no word does.
        no_companies: whether its rows are never companies, so that a list of companies is another, whatever its title.
    """

    id: str
    words: tuple[str, ...]
    label: str
    kind: str
    zh: str
    en: str
    status: str = "existing"
    endings: tuple[str, ...] = ()
    no_companies: bool = False


@cache
def list_types() -> Mapping[str, ListType]:
    """Return the types by id, in the file's order."""
    spec = parse_own_yaml(files("loaders.lists").joinpath("list_types.yaml").read_text("utf-8"))
    return {id_: msgspec.convert({"id": id_, **fields}, ListType) for id_, fields in spec.items()}


def classify_list(texts: Iterable[str], names: Sequence[str] = ()) -> ListType:
    """Return the type with most characters of its words in some texts; else that of most names; else enterprises.

    Args:
        texts: a file's name, titles and sheets' names.
        names: some names of its rows.

    >>> classify_list(["2018年度高新技术企业名单"]).id
    'high-tech'
    >>> classify_list(["附件"], ["常州大学", "常州工学院"]).id
    'universities'
    """
    named = type_by_words(texts)
    if named and not (named.no_companies and _share(names, COMPANY_ENDINGS) >= MIN_ENDINGS):
        return named
    by_ending = (list_type for list_type in list_types().values() if _share(names, list_type.endings) >= MIN_ENDINGS)
    return next(by_ending, next(iter(list_types().values())))


def _share(names: Sequence[str], endings: tuple[str, ...]) -> float:
    return sum(name.endswith(endings) for name in names) / max(len(names), 1) if endings else 0.0


def type_by_words(texts: Iterable[str]) -> ListType | None:
    """Return the type with most characters of its words in some texts; None where no word occurs."""
    text = " ".join(texts)
    sizes = {id_: sum(len(word) for word in kind.words if word in text) for id_, kind in list_types().items()}
    best = max(sizes, key=lambda id_: sizes[id_])
    return list_types()[best] if sizes[best] else None
