"""What can go wrong. An error carries a code and fields; the faces turn them into a sentence in the user's language."""

from __future__ import annotations


class LiantuError(Exception):
    """The run cannot go on.

    Args:
        code: names the message, as in ``ui/text/*.yaml`` under ``errors``.
        fields: what the message needs: file, row, column, value, ...
    """

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        return f"{self.code}: {details}" if details else self.code


class SchemaError(LiantuError):
    """A record, or the schema file itself, breaks the schema."""


class StoreError(LiantuError):
    """The store cannot be reached, started or written."""


class QueryError(LiantuError):
    """A query is unknown, refused, faulty, or went over its limits."""


class UsageError(LiantuError):
    """What the user asked for does not fit: an unknown name, a missing or ill-typed parameter."""
