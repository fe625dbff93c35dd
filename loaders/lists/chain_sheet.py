"""A bureau's own chain as a spreadsheet: links, their places, and which of them feed which, a row a link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

import msgspec

from graph.model.errors import LiantuError
from graph.model.own_yaml import parse_own_yaml
from graph.model.records import PRODUCTION
from loaders.dataset.skeleton import slug
from loaders.errors import LoadError, RowError
from loaders.linking.org_name import normalise_name
from loaders.lists.row_cells import NULL_TOKENS
from loaders.lists.split_cell import split_cell
from loaders.records import TableRow
from loaders.sources.header import find_tables
from loaders.sources.heading import normalize_heading
from loaders.sources.list_table import ListTable
from loaders.sources.sheet import Sheet
from queries.rows.chains import SegmentsRow

OWN_CHAIN_PREFIX = "own-"  # of a chain that the template lacks, so that no id of the template is taken by chance


class ChainColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column: its usual headings, and whether it must be there."""

    required: bool
    headings: tuple[str, ...]


class ChainSheetFormat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file chain_sheet.yaml."""

    columns: dict[str, ChainColumn]
    stages: dict[str, str]
    critical: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]

    def role(self, word: str) -> str:
        """Return the role that a word means; "" for an unknown word."""
        return next((role for role, words in self.roles.items() if word.casefold() in words), "")


@cache
def chain_sheet_format() -> ChainSheetFormat:
    """Return the columns and words of a chain's spreadsheet."""
    spec = parse_own_yaml(files("loaders.lists").joinpath("chain_sheet.yaml").read_text("utf-8"))
    return msgspec.convert(spec, ChainSheetFormat)


@dataclass(frozen=True, kw_only=True)
class OwnSegment:
    """A link as a row states it; ``upstream`` are the ids of the links that feed it."""

    id: str
    chain: str
    name: str
    stage: str
    critical: bool
    supply_roles: tuple[str, ...]
    keywords: tuple[str, ...]
    upstream: tuple[str, ...]
    location: str


@dataclass(frozen=True)
class OwnChains:
    """The chains of a file, by id with their names, their links, and what was refused."""

    chains: Mapping[str, str]
    segments: Sequence[OwnSegment]
    refused: Sequence[LiantuError]


def read_own_chains(sheets: Sequence[Sheet], known: Sequence[SegmentsRow] = ()) -> OwnChains:
    """Read the chains of a file.

    A chain or a link that the template has under the same name keeps its id: the file then corrects the template.

    Args:
        sheets: of the file.
        known: the links of the template.

    Raises:
        LoadError: no sheet has the columns.
    """
    reading, chain = _Reading(_Ids(known)), ""
    for table in _tables(sheets):
        columns = _columns_of(table)
        for row in (_ChainRow(row, columns) for row in table.rows):
            chain = row.text("chain") or chain  # an empty cell goes on with the chain above
            reading.add_name(chain, row)
    return reading.chains()  # once all are named, because a link may be fed by one further down


def _tables(sheets: Sequence[Sheet]) -> list[ListTable]:
    """Return the tables that have all required columns."""
    columns = chain_sheet_format().columns
    known = {normalize_heading(heading) for column in columns.values() for heading in column.headings}
    names = set(map(normalize_heading, columns["segment"].headings))
    found = [table for sheet in sheets if not sheet.hidden for table in find_tables(sheet, known, names)]
    required = {name for name, column in columns.items() if column.required}
    fitting = [table for table in found if required <= _columns_of(table).keys()]
    if not fitting:
        seen = list(dict.fromkeys(column for table in found for column in table.columns))
        wanted = [columns[name].headings[0] for name in columns if columns[name].required]
        raise LoadError("chain_sheet_columns", file=sheets[0].file if sheets else "", columns=wanted, seen=seen)
    return fitting


def _columns_of(table: ListTable) -> Mapping[str, str]:
    """Return the table's column of each property that it has."""
    named = {normalize_heading(column): column for column in reversed(table.columns)}
    columns: dict[str, str] = {}
    for name, column in chain_sheet_format().columns.items():
        headings = [heading for heading in map(normalize_heading, column.headings) if heading in named]
        if headings:
            columns[name] = named[headings[0]]
    return columns


@dataclass(frozen=True)
class _ChainRow:
    """A row with its cells by property."""

    row: TableRow
    columns: Mapping[str, str]

    def text(self, name: str) -> str:
        text = " ".join(self.row[self.columns.get(name, "")].split())
        return "" if text.casefold() in NULL_TOKENS else text

    def error(self, code: str, name: str, value: str, **more: object) -> RowError:
        column = self.columns.get(name, name)
        return RowError(code, file=self.row.file, line=self.row.line, column=column, value=value, **more)


class _Ids:
    """The ids of chains and links by name: the template's where it has them, else made of the name."""

    def __init__(self, known: Sequence[SegmentsRow]) -> None:
        self._chains = {row.chain: row.chain_id for row in known}
        self._segments = {(row.chain_id, normalise_name(row.segment)): row.segment_id for row in known}
        self._taken = {row.segment_id for row in known}

    def chain(self, name: str) -> str:
        return self._chains.setdefault(name, f"{OWN_CHAIN_PREFIX}{slug(name)}")

    def segment(self, chain: str, name: str) -> str:
        key = chain, normalise_name(name)
        if key not in self._segments:
            id_ = first = f"{chain}/{slug(name)}"
            number = 1
            while id_ in self._taken:  # two names with one pinyin
                number += 1
                id_ = f"{first}-{number}"
            self._segments[key] = id_
            self._taken.add(id_)
        return self._segments[key]

    def known_segment(self, chain: str, name: str) -> str:
        return self._segments.get((chain, normalise_name(name)), "")


@dataclass
class _Reading:
    """The rows that were read so far."""

    ids: _Ids
    names: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[str, str, _ChainRow]] = field(default_factory=list)
    refused: list[LiantuError] = field(default_factory=list)

    def add_name(self, chain: str, row: _ChainRow) -> None:
        """Add a row's link, unless a cell that it needs is empty or it was named before."""
        segment = row.text("segment")
        missing = next((name for name, text in (("chain", chain), ("segment", segment)) if not text), "")
        if missing:
            self.refused.append(row.error("empty_cell", missing, ""))
            return
        chain_id = self.ids.chain(chain)
        segment_id = self.ids.segment(chain_id, segment)
        if segment_id in {id_ for _, id_, _ in self.rows}:
            self.refused.append(row.error("chain_segment_twice", "segment", segment))
            return
        self.names[chain_id] = chain
        self.rows.append((chain_id, segment_id, row))

    def chains(self) -> OwnChains:
        """Return everything, once all links are named."""
        segments = []
        for chain, segment, row in self.rows:
            try:
                segments.append(self._segment(chain, segment, row))
            except RowError as problem:
                self.refused.append(problem)
        refused_ids = {id_ for _, id_, _ in self.rows} - {segment.id for segment in segments}
        segments = [
            replace(segment, upstream=tuple(id_ for id_ in segment.upstream if id_ not in refused_ids))
            for segment in segments
        ]
        used = {segment.chain for segment in segments}
        return OwnChains({id_: name for id_, name in self.names.items() if id_ in used}, segments, self.refused)

    def _segment(self, chain: str, segment: str, row: _ChainRow) -> OwnSegment:
        spec, stage = chain_sheet_format(), row.text("stage")
        if stage[:1] not in spec.stages:
            raise row.error("chain_stage", "stage", stage, known=list(spec.stages.values()))
        return OwnSegment(
            id=segment,
            chain=chain,
            name=row.text("segment"),
            stage=spec.stages[stage[:1]],
            critical=row.text("critical").casefold() in spec.critical,
            supply_roles=tuple(self._roles(row)),
            keywords=split_cell(row.text("keywords")),
            upstream=tuple(dict.fromkeys(self._upstream(chain, segment, row))),
            location=row.row.location,
        )

    def _roles(self, row: _ChainRow) -> Iterator[str]:
        spec = chain_sheet_format()
        for word in split_cell(row.text("supply_roles")) or (PRODUCTION,):
            if not (role := spec.role(word)):
                raise row.error("chain_role", "supply_roles", word, known=[words[0] for words in spec.roles.values()])
            yield role

    def _upstream(self, chain: str, segment: str, row: _ChainRow) -> Iterator[str]:
        """Yield the links that feed one. One that is not there is told; the row is taken without it."""
        for name in split_cell(row.text("upstream")):
            id_ = self.ids.known_segment(chain, name)
            if id_ and id_ != segment:
                yield id_
            else:
                self.refused.append(row.error("chain_upstream", "upstream", name))
