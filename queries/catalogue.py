"""The catalogue: every .cypher file below this folder, with the title, parameters and columns of its header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from graph.model.errors import QueryError, UsageError

TYPES = ("text", "texts", "integer", "entity", "entities", "chain", "region")
SEPARATOR = "|"
ParameterValue: TypeAlias = str | int | list[str]
VARIANT = ".embedded.cypher"
UNLISTED = ("internal", "sync", "history")  # the program's own reads: run by name, not offered to users
HEADER = re.compile(r"^// (\w+): ?(.*)$")
PARAMETER = re.compile(r"^(\w+) (\w+)(?: = (.*))?$")


@dataclass(frozen=True)
class Parameter:
    """A parameter: its type (one of ``TYPES``) and its default, if any."""

    name: str
    type: str
    default: str | None = None

    def value(self, given: str | None) -> ParameterValue:
        """What is sent to the server for what the user gave.

        Raises:
            UsageError: nothing given and no default, or not of the type.
        """
        text = given if given is not None else self.default
        if text is None:
            raise UsageError("parameter_missing", parameter=self.name, type=self.type)
        if self.type in ("entities", "texts"):
            return [part for part in text.split(SEPARATOR) if part]
        if self.type != "integer":
            return text
        try:
            return int(text)
        except ValueError:
            raise UsageError("parameter_type", parameter=self.name, type=self.type, value=text) from None


@dataclass(frozen=True)
class Query:
    """One query: ``folder`` groups it, ``text`` and ``variants`` are its Cypher by engine."""

    name: str
    folder: str
    title: str
    title_en: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    variants: Mapping[str, str]

    def cypher(self, engine: str) -> str:
        """The Cypher for that engine."""
        return self.variants.get(engine, self.text)

    def values(self, given: Mapping[str, str]) -> dict[str, ParameterValue]:
        """The parameters to send.

        Raises:
            UsageError: one is missing, unknown or ill-typed.
        """
        known = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in known:
                raise UsageError("parameter_unknown", query=self.name, parameter=name, known=known)
        return {parameter.name: parameter.value(given.get(parameter.name)) for parameter in self.parameters}


def listed_queries() -> list[Query]:
    """Return the queries that users are offered, in the order of folders and names."""
    return [query for query in catalogue().values() if query.folder not in UNLISTED]


@cache
def catalogue() -> Mapping[str, Query]:
    """All queries by name, in the order of folders and names.

    Raises:
        QueryError: a header is incomplete, or two files have one name.
    """
    home = Path(str(files("queries")))
    found: dict[str, Query] = {}
    for path in sorted(home.glob("*/*.cypher")):
        if path.name.endswith(VARIANT):
            continue
        query = read_query(path)
        if query.name in found:
            raise QueryError("query_twice", query=query.name)
        found[query.name] = query
    return found


def find_query(name: str) -> Query:
    """The query of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in catalogue():
        raise UsageError("query_unknown", query=name, known=[query.name for query in listed_queries()])
    return catalogue()[name]


def read_query(path: Path) -> Query:
    """One query from its file.

    Raises:
        QueryError: the header lacks a title or columns, or declares an ill-formed parameter.
    """
    text = path.read_text("utf-8")
    header: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not (match := HEADER.match(line)):
            break
        key, value = match.groups()
        if key == "param":
            parameters.append(_parameter(path, value))
        else:
            header[key] = value
    for key in ("title", "title_en", "about", "columns"):
        if not header.get(key):
            raise QueryError("query_header", query=path.stem, missing=key)
    variant = path.with_name(path.stem + VARIANT)
    variants = {"embedded": variant.read_text("utf-8")} if variant.exists() else {}
    columns = tuple(header["columns"].split())
    return Query(
        path.stem,
        path.parent.name,
        header["title"],
        header["title_en"],
        header["about"],
        tuple(parameters),
        columns,
        text,
        variants,
    )


def _parameter(path: Path, declared: str) -> Parameter:
    match = PARAMETER.match(declared)
    if not match or match[2] not in TYPES:
        raise QueryError("query_header", query=path.stem, missing=f"param: {declared}")
    return Parameter(match[1], match[2], match[3].strip('"') if match[3] is not None else None)
