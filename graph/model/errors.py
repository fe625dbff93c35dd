"""The hierarchy of errors. An error carries a code and fields; ``ui/text`` has the sentence for each code.

LiantuError               the run cannot go on
├── SchemaError           a record, the schema file or a method file breaks the rules
├── StoreError            the store cannot be reached, started or written
├── QueryError            a query is unknown, refused, faulty, or over its limits
├── UsageError            what the user asked for does not fit
├── RowError              one row is refused, the others are taken (``loaders/errors.py``)
├── SourceError           a file's bytes are at fault, the file is not named yet (``loaders/errors.py``)
└── LoadError             a whole load stops and writes nothing (``loaders/errors.py``)
"""

from __future__ import annotations


class LiantuError(Exception):
    """An error that stops the run, without words of its own.

    Args:
        code: the message's key in ``ui/text/*.yaml`` under ``errors``.
        fields: the values that the message names: file, row, column, value, ...

    >>> print(LiantuError("wrong_type", column="year", value="?"))
    wrong_type: column='year', value='?'
    """

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        return f"{self.code}: {details}" if details else self.code


def fault_code(problem: BaseException) -> str:
    """Return an error's code, or its kind where it is none of ours: for logs and figures, which must not quote data.

    >>> fault_code(LiantuError("wrong_type", value="?")), fault_code(OSError("张三"))
    ('wrong_type', 'OSError')
    """
    return problem.code if isinstance(problem, LiantuError) else type(problem).__name__


class SchemaError(LiantuError):
    """A record, the schema file or a method file that breaks the rules."""


class StoreError(LiantuError):
    """A store that cannot be reached, started or written."""


class QueryError(LiantuError):
    """A query that is unknown, refused, faulty, or over its limits."""


class UsageError(LiantuError):
    """A request that does not fit: an unknown name, a missing or ill-typed parameter."""
