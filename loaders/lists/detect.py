"""A guess of what a list is and what its columns say, from its headings and a sample of its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from graph.model.normalize import normalize_credit_code
from graph.model.records import YEAR_PATTERN
from loaders.errors import LoadError
from loaders.linking.org_name import parse_name
from loaders.lists.heading_lines import list_title, stated_publisher
from loaders.lists.list_column import all_headings, heading_words, headings, name_headings
from loaders.lists.list_type import ListType, classify_list, list_types, type_by_headings, type_by_words
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.sources.header import AUTOMATIC, find_tables
from loaders.sources.heading import normalize_heading
from loaders.sources.list_table import GROUP_COLUMN, ListTable, distinct_columns
from loaders.sources.row_reasons import ORGANISATION_NAME
from loaders.sources.sheet import Sheet
from loaders.sources.table_layout import TableLayout

ColumnGuess: TypeAlias = dict[str, tuple[str, str]]  # column -> its property, and how it was told
SAMPLE, MOST = 50, 0.6
MAX_EQUAL_NAMES = 2  # rows of one column of names that may all be one organisation
PARK = re.compile(r".{2,20}(园|园区|开发区|高新区|经开区|科技城)$")
DISTRICT = re.compile(r".{1,7}[区县市镇乡]$|.{1,7}街道$")
ADDRESS = re.compile(r"[路街道巷村].{0,8}[0-9]+|[0-9]+[号幢栋室]")


@dataclass(frozen=True, kw_only=True)
class MappingGuess:
    """A mapping with what it rests on. It is a proposal: a person may change all of it, and it may have no names yet.

    Args:
        mapping: the mapping; ``publisher`` may be missing in it, and the column of names.
        why: heading, part, or cells for each column.
        unused: the columns that say nothing yet.
        tables: those that the mapping is for.
        elsewhere: names that say another place than the list's, where most of those do that say one: such a list is
            not placed on the region's segments unless a person says so.
    """

    mapping: ListMapping
    why: dict[str, str]
    unused: tuple[str, ...]
    tables: tuple[ListTable, ...]
    elsewhere: tuple[str, ...] = ()

    @property
    def has_names(self) -> bool:
        """Return whether a column of names was found."""
        return "name" in self.mapping.columns.values()

    @property
    def template(self) -> ListMapping:
        """Return the mapping with all columns, those that say nothing yet as "", for a person to fill in."""
        columns = {column: self.mapping.columns.get(column, "") for column in distinct_columns(self.tables)}
        return replace(self.mapping, columns=columns)


def tables_of(sheets: Sequence[Sheet], layout: TableLayout = AUTOMATIC) -> tuple[ListTable, ...]:
    """Find the tables with rows in a file's sheets. Raises LoadError when there is none."""
    found = [table for sheet in sheets for table in find_tables(sheet, all_headings(), name_headings(), layout)]
    tables = tuple(table for table in found if table.rows)
    if not tables:
        raise LoadError("list_head_only" if found else "list_empty", file=sheets[0].file if sheets else "")
    return tables


def guess_mapping(
    every: Sequence[ListTable],
    dataset: str,
    publisher: str = "",
    region: str = "",
    near: Collection[str] = (),
    *,
    layout: TableLayout = AUTOMATIC,
) -> MappingGuess:
    """Guess the mapping of a file's tables; those on hidden sheets are left out unless all are hidden.

    Args:
        every: of one file.
        dataset: the id that the list is to have.
        publisher, region: whose list it is (none: who its title lines say), and of where.
        near: names of places that are of the region, to see whether the organisations are of there.
        layout: how the tables were found.
    """
    visible = tuple(table for table in every if not table.sheet.hidden)
    guesses = [(table, _columns(table)) for table in visible or every]
    kept = [(table, guess) for table, guess in guesses if _name_column(guess) or type_by_headings(table.columns)]
    tables = tuple(table for table, _ in kept or guesses)
    titles = [title for table in tables for title in table.titles]
    file = tables[0].sheet.file
    kind, kinds = _types(kept or guesses, file)
    columns: dict[str, str] = {}
    why: dict[str, str] = {}
    for table, guess in kept or guesses:
        of_table = list_types()[kinds[table.caption]] if table.caption in kinds else kind
        for column, (name, how) in _typed_columns(table, guess, of_table).items():
            columns.setdefault(column, name)
            why.setdefault(column, how)
    year = next((year[0] for text in (*titles, file) if (year := YEAR_PATTERN.search(text))), "")
    placing = {"products", "scope", *kind.classified}
    placeable = (kind.label == "Enterprise" or bool(kind.role)) and not placing.isdisjoint(columns.values())
    placeable = placeable and (bool(region) or not kind.role)
    away = _elsewhere(tables, columns, near) if placeable and kind.status == "existing" else ()
    mapping = ListMapping(
        dataset=dataset,
        title=Path(file).stem if kinds else list_title(titles) or kind.zh,
        publisher=publisher or stated_publisher(titles),
        licence="内部资料",
        label=kind.label,
        columns=columns,
        date=year,
        region=region,
        kind=kind.kind,
        status=kind.status,
        sheets=() if visible else tuple(dict.fromkeys(table.sheet.name for table in tables)),
        place=placeable and not away,
        header=layout.header,
        hidden_rows=layout.hidden_rows,
        kinds=kinds,
        type=kind.id,
    )
    unused = tuple(column for column in distinct_columns(tables) if column not in columns)
    return MappingGuess(
        mapping=mapping,
        why=why,
        unused=unused,
        tables=tables,
        elsewhere=away,
    )


def _name_column(guess: ColumnGuess) -> str:
    return next((column for column, (name, _) in guess.items() if name == "name"), "")


def _typed_columns(table: ListTable, guess: ColumnGuess, kind: ListType) -> ColumnGuess:
    """Return the guess of a table as its type reads it: who or what a row is, and the organisation behind it.

    Where a row is a person, the row's name is the person's employer.
    """
    own, name = kind.heading_column(table.columns), _name_column(guess)
    if not (own or kind.holders):
        return guess
    holder = kind.holder_column(table.columns) or (name if name != own else "")
    if not own:  # a platform's row names it in any column of names
        taken = holder == name or guess.get(holder, ("parent", ""))[0] != "parent"
        return guess if taken else guess | {holder: ("holder", "heading")}
    rest = {column: what for column, what in guess.items() if what[0] != "name" and column not in (own, holder)}
    held = "name" if kind.heading_of == "person" else "holder"
    return rest | {own: (kind.heading_of, "heading")} | ({holder: (held, "heading")} if holder else {})


def _types(guesses: Sequence[tuple[ListTable, ColumnGuess]], file: str) -> tuple[ListType, dict[str, str]]:
    """Return the type of a file's list, and the ids of the types of those tables whose own titles say another.

    A table without words of its own is of the type of the one before: sheets often repeat no title.
    """
    tables = [table for table, _ in guesses]
    columns = {column: name for _, guess in guesses for column, (name, _) in guess.items()}
    titled = [type_by_words([table.sheet.name, *table.titles], table.columns) for table in tables]
    headed = [
        None if type_by_words([file], table.columns) else type_by_headings(table.columns, _name_column(guess))
        for table, guess in guesses
    ]
    own = [by_title or by_heading for by_title, by_heading in zip(titled, headed, strict=True)]
    untold = [table for table, type_ in zip(tables, own, strict=True) if not type_] or tables
    told = [file, tables[0].sheet.name, *tables[0].titles] if own[0] else [file]
    names = _names([tables[0]] if own[0] else untold, columns)[:SAMPLE]
    main = headed[0] if headed[0] and not titled[0] else classify_list(told, names, tables[0].columns)
    kinds: dict[str, str] = {}
    current = main
    for table, type_ in zip(tables, own, strict=True):
        current = type_ or current
        if current != main:
            kinds[table.caption] = current.id
        groups = {row[GROUP_COLUMN]: None for row in table.rows if row[GROUP_COLUMN]}
        of_groups = {group: type_by_words([group], table.columns) for group in groups}
        kinds |= {group: type_.id for group, type_ in of_groups.items() if type_ and type_ != current}
    return main, kinds


def _names(tables: Sequence[ListTable], columns: Mapping[str, str]) -> list[str]:
    """Return the cells of the columns of names that are not empty."""
    named = [column for column, prop in columns.items() if prop == "name"]
    return [row[column] for table in tables for column in named for row in table.rows if row[column]]


def _elsewhere(tables: Sequence[ListTable], columns: dict[str, str], near: Collection[str]) -> tuple[str, ...]:
    """Return the names that state another province or city, if most of those that state one do."""
    placed = [(name, at) for name in _names(tables, columns) if (at := parse_name(name).place_names)]
    away = tuple(name for name, at in placed if at.isdisjoint(near))
    return away if near and 2 * len(away) > len(placed) else ()


def _columns(table: ListTable) -> ColumnGuess:
    """Return the property of each column of a table, and how it was told; each property once, for its best column."""
    guesses: ColumnGuess = {}
    filled = [column for column in table.columns if not _is_sparse(table, column) and _varies(table, column)]
    for columns, how, fits, names in (
        (filled, "heading", _is, ("name",)),
        (filled, "part", _contains, ("name",)),
        (filled, "cells", _cells_are, ("name",)),
        (table.columns, "heading", _is, headings()),
        (table.columns, "part", _contains, headings()),
        (table.columns, "cells", _cells_are, NAMING),
        (table.columns, "part", _says, [name for name in heading_words() if name != "nothing"]),
        (table.columns, "cells", _cells_are, LOOKS),
    ):
        for name in names:
            taken = {column for column, _ in guesses.values()}
            free = [column for column in columns if column not in guesses]
            fitting = [column for column in free if fits(table, column, name)] if name not in taken else []
            if fitting:
                guesses[min(fitting, key=lambda column: _rank(column, name))] = (name, how)
    return guesses


def _rank(column: str, name: str) -> int:
    """Return a column's place among those that fit a property: its heading's, the most usual first."""
    usual = headings()[name]
    heading = normalize_heading(column.rpartition("/")[2])
    return usual.index(heading) if heading in usual else len(usual)


def _is_sparse(table: ListTable, column: str) -> bool:
    """Return whether a column is mostly empty, as a name column beside the one that is filled in may be."""
    rows = table.rows[:SAMPLE]
    return 2 * sum(bool(row[column]) for row in rows) < len(rows)


def _varies(table: ListTable, column: str) -> bool:
    """Return whether a column may be one of names: 公司 in every row is a kind."""
    cells = [row[column] for row in table.rows[:SAMPLE] if row[column]]
    return len(cells) <= MAX_EQUAL_NAMES or len(set(cells)) > 1


def _is(_: ListTable, column: str, name: str) -> bool:
    return (
        normalize_heading(column.rpartition("/")[2]) in headings()[name]
        or normalize_heading(column) in headings()[name]
    )


def _contains(_: ListTable, column: str, name: str) -> bool:
    """Return whether a usual heading is part of it, and no other word changes its meaning: 主要产品产值."""
    normalised = normalize_heading(column)
    rests = (
        normalised.replace(heading, "") for heading in headings()[name] if len(heading) > 2 and heading in normalised
    )
    return any(not any(word in rest for word in heading_words()["nothing"]) for rest in rests)


def _says(_: ListTable, column: str, name: str) -> bool:
    """Return whether a word of the heading suggests the property, and no earlier word suggests another."""
    heading = normalize_heading(column)
    return name == next(
        (prop_of_word for prop_of_word, words in heading_words().items() if any(word in heading for word in words)), ""
    )


def _cells_are(table: ListTable, column: str, name: str) -> bool:
    cells = [row[column] for row in table.rows[:SAMPLE] if row[column]]
    if name == "name" and not _varies(table, column):
        return False
    return bool(cells) and sum(map(LOOKS[name], cells)) >= MOST * len(cells)


def _is_code(text: str) -> bool:
    try:
        return bool(normalize_credit_code(text))
    except ValueError:
        return False


# What is known by its looks: names and codes before words in headings are, the rest after.
LOOKS: Mapping[str, Callable[[str], bool]] = {
    "name": lambda text: ORGANISATION_NAME.search(text) is not None,
    "credit_code": _is_code,
    "park": lambda text: PARK.fullmatch(text) is not None,
    "district": lambda text: DISTRICT.fullmatch(text) is not None,
    "address": lambda text: ADDRESS.search(text) is not None,
}
NAMING = ("name", "credit_code")
