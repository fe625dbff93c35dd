"""Typed rows: the base class of the generated row types, and the conversion of the rows of a store to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeVar

import msgspec

from graph.model.errors import QueryError


class QueryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of one query of the catalogue; the subclasses in ``queries.rows`` are generated from the headers."""

    query: ClassVar[str]

    def as_dict(self) -> dict[str, Any]:
        """Return the row as a mapping by column, for tables and JSON."""
        return msgspec.structs.asdict(self)


RowT = TypeVar("RowT", bound=QueryRow)


def convert_rows(rows: Iterable[Mapping[str, Any]], row_type: type[RowT]) -> list[RowT]:
    """Convert rows as the store gives them.

    Raises:
        QueryError: A value is missing or of another type than the query's header declares.
    """
    try:
        return [msgspec.convert(row, row_type) for row in rows]
    except msgspec.ValidationError as problem:
        raise QueryError("query_row", query=row_type.query, fault=str(problem)) from problem
