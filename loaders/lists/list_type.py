"""The types of lists, as list_types.yaml declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from graph.model.own_yaml import parse_own_yaml
from loaders.sources.heading import normalize_heading

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
        headings: one of them a list of the type has; none: any list may be of it.
        heading_of: what their column holds: the row's name, or a person, whose name is not kept.
        holders: headings of the column of the organisation behind a row.
        other_holders: more of them, which may as well head a list of organisations.
        holder_edges: the edges from that organisation to the row, or back; the first that the schema allows.
        any_label: whether its rows are organisations of any type.
        role: of the organisation at the segment; empty: the segment's own.
        classified: the properties that place a row as a lead.
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
    headings: tuple[str, ...] = ()
    heading_of: Literal["name", "person"] = "name"
    holders: tuple[str, ...] = ()
    other_holders: tuple[str, ...] = ()
    holder_edges: tuple[str, ...] = ()
    any_label: bool = False
    role: str = ""
    classified: tuple[str, ...] = ()

    def fits(self, columns: Iterable[str]) -> bool:
        """Return whether a table with some columns may be of the type."""
        return not self.headings or bool(self.heading_column(columns))

    def heading_column(self, columns: Iterable[str]) -> str:
        """Return the column of one of its headings; "" where there is none."""
        return _first_column(columns, self.headings)

    def holder_column(self, columns: Iterable[str]) -> str:
        """Return the column of the organisation behind a row; "" where there is none."""
        return _first_column(columns, (*self.holders, *self.other_holders))


@cache
def list_types() -> Mapping[str, ListType]:
    """Return the types by id, in the file's order."""
    spec = parse_own_yaml(files("loaders.lists").joinpath("list_types.yaml").read_text("utf-8"))
    return {id_: msgspec.convert({"id": id_, **fields}, ListType) for id_, fields in spec.items()}


def _first_column(columns: Iterable[str], headings: Iterable[str]) -> str:
    named = {normalize_heading(column.rpartition("/")[2]): column for column in reversed(list(columns))}
    return next((named[heading] for heading in map(normalize_heading, headings) if heading in named), "")


def classify_list(texts: Iterable[str], names: Sequence[str] = (), columns: Sequence[str] = ()) -> ListType:
    """Return the type with most characters of its words in some texts; else that of most names; else enterprises.

    Args:
        texts: a file's name, titles and sheets' names.
        names: some names of its rows.
        columns: its columns.

    >>> classify_list(["2018年度高新技术企业名单"]).id
    'high-tech'
    >>> classify_list(["附件"], ["常州大学", "常州工学院"]).id
    'universities'
    """
    named = type_by_words(texts, columns)
    if named and not (named.no_companies and _share(names, COMPANY_ENDINGS) >= MIN_ENDINGS):
        return named
    by_ending = (list_type for list_type in list_types().values() if _share(names, list_type.endings) >= MIN_ENDINGS)
    return next(by_ending, next(iter(list_types().values())))


def _share(names: Sequence[str], endings: tuple[str, ...]) -> float:
    return sum(name.endswith(endings) for name in names) / max(len(names), 1) if endings else 0.0


def type_by_headings(columns: Sequence[str], name_column: str = "") -> ListType | None:
    """Return the type that a heading tells; the column of organisations' names, if any, must be of those behind rows.

    >>> type_by_headings(["序号", "项目名称", "承担单位"], "承担单位").id
    'projects'
    >>> type_by_headings(["企业名称", "项目名称"], "企业名称") is None
    True
    """
    for list_type in list_types().values():
        column = list_type.heading_column(columns)
        if column and name_column in ("", column, _first_column([name_column], list_type.holders)):
            return list_type
    return None


def type_by_words(texts: Iterable[str], columns: Sequence[str] = ()) -> ListType | None:
    """Return the type with most characters of its words in some texts; None where no word occurs.

    Args:
        texts: a file's name, titles and sheets' names.
        columns: of the table, which may not fit a type.
    """
    text = " ".join(texts)
    sizes = {
        id_: sum(len(word) for word in kind.words if word in text)
        for id_, kind in list_types().items()
        if kind.fits(columns)
    }
    best = max(sizes, key=lambda id_: sizes[id_])
    return list_types()[best] if sizes[best] else None
