"""One query of the catalogue: a Cypher file whose header declares title, parameters and typed columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from graph.model.errors import QueryError, UsageError

PARAMETER_TYPES = ("text", "texts", "integer", "entity", "entities", "chain", "region")
LIST_TYPES = ("texts", "entities")
LIST_SEPARATOR = "|"  # between the items of a list that a user types
COLUMN_TYPES = ("text", "integer", "number", "texts", "flag", "record")  # record: a node or an edge, as a mapping
REQUIRED_KEYS = ("title", "title_en", "about", "columns")
EMBEDDED_SUFFIX = ".embedded.cypher"  # beside `x.cypher`: the text for the embedded engine, where it must differ
HEADER_LINE = re.compile(r"^// (\w+): ?(.*)$")
PARAMETER = re.compile(r"^(\w+) (\w+)(?: = (.*))?$")
COLUMN = re.compile(r"^(\w+)(?::(\w+))?(\?)?$")

Argument: TypeAlias = str | int | Sequence[str]
ParameterValue: TypeAlias = str | int | list[str]


@dataclass(frozen=True)
class Parameter:
    """A parameter: its type (one of ``PARAMETER_TYPES``) and its default, if any."""

    name: str
    type: str
    default: str | None = None

    def value(self, argument: Argument | None) -> ParameterValue:
        """Return what is sent to the store for an argument, which may be text as a user types it.

        >>> Parameter("limit", "integer", "5").value(None)
        5
        >>> Parameter("entities", "entities").value("pv|carbon")
        ['pv', 'carbon']

        Raises:
            UsageError: The argument is missing without a default, or not of the type.
        """
        given = self.default if argument is None else argument
        if given is None:
            raise UsageError("parameter_missing", parameter=self.name, type=self.type)
        try:
            return self._typed(given)
        except ValueError:
            raise UsageError("parameter_type", parameter=self.name, type=self.type, value=given) from None

    def _typed(self, given: Argument) -> ParameterValue:
        if self.type == "integer":
            return int(given if isinstance(given, int) else str(given))
        if self.type not in LIST_TYPES:
            return str(given)
        if isinstance(given, int):
            raise ValueError
        return [item for item in given.split(LIST_SEPARATOR) if item] if isinstance(given, str) else list(given)


@dataclass(frozen=True)
class Column:
    """A column: its type (one of ``COLUMN_TYPES``), and whether a row may have null there."""

    name: str
    type: str = "text"
    nullable: bool = False


@dataclass(frozen=True, kw_only=True)
class Query:
    """One query; ``folder`` groups it, ``text`` and ``variants`` (by engine) are its Cypher."""

    name: str
    folder: str
    title: str
    title_en: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    variants: Mapping[str, str]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def cypher(self, engine: str) -> str:
        """Return the Cypher for an engine: ``embedded`` or ``neo4j``."""
        return self.variants.get(engine, self.text)

    def values(self, arguments: Mapping[str, Argument]) -> dict[str, ParameterValue]:
        """Return the value of every parameter, from the arguments and the defaults.

        Raises:
            UsageError: An argument is missing, unknown or of the wrong type.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in arguments:
            if name not in names:
                raise UsageError("parameter_unknown", query=self.name, parameter=name, known=names)
        return {parameter.name: parameter.value(arguments.get(parameter.name)) for parameter in self.parameters}


def read_query(path: Path) -> Query:
    """Read a query from its file.

    Raises:
        QueryError: The header lacks a required line, or declares an ill-formed parameter or column.
    """
    text = path.read_text("utf-8")
    lines = _header_lines(text)
    header = {key: value for key, value in lines if key != "param"}
    for key in REQUIRED_KEYS:
        if not header.get(key):
            raise QueryError("query_header", query=path.stem, missing=key)
    embedded = path.with_name(path.stem + EMBEDDED_SUFFIX)
    return Query(
        name=path.stem,
        folder=path.parent.name,
        title=header["title"],
        title_en=header["title_en"],
        about=header["about"],
        parameters=tuple(parse_parameter(value, path.stem) for key, value in lines if key == "param"),
        columns=tuple(parse_column(word, path.stem) for word in header["columns"].split()),
        text=text,
        variants={"embedded": embedded.read_text("utf-8")} if embedded.exists() else {},
    )


def _header_lines(text: str) -> list[tuple[str, str]]:
    lines = []
    for line in text.splitlines():
        if not (match := HEADER_LINE.match(line)):
            break
        lines.append((match[1], match[2]))
    return lines


def parse_parameter(declaration: str, query: str) -> Parameter:
    """Parse ``name type`` or ``name type = default``.

    >>> parse_parameter('status text = "planned"', "intended")
    Parameter(name='status', type='text', default='planned')

    Raises:
        QueryError: The declaration is ill-formed; the error names the query.
    """
    match = PARAMETER.match(declaration)
    if not match or match[2] not in PARAMETER_TYPES:
        raise QueryError("query_header", query=query, missing=f"param: {declaration}")
    return Parameter(match[1], match[2], match[3].strip('"') if match[3] is not None else None)


def parse_column(declaration: str, query: str) -> Column:
    """Parse ``name``, ``name:type``, ``name?`` or ``name:type?``; without a type it is text.

    >>> parse_column("year:integer?", "holdings")
    Column(name='year', type='integer', nullable=True)

    Raises:
        QueryError: The declaration is ill-formed; the error names the query.
    """
    match = COLUMN.match(declaration)
    if not match or (match[2] or "text") not in COLUMN_TYPES:
        raise QueryError("query_header", query=query, missing=f"columns: {declaration}")
    return Column(match[1], match[2] or "text", match[3] is not None)
