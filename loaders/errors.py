"""The two ways in which loading fails, and what a file's reader reports until its file is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.model.errors import LiantuError


class RowError(LiantuError):
    """This row cannot be taken; the others can. Its fields name file and line."""


class LoadError(LiantuError):
    """The whole run stops; nothing of it is written."""


class SourceError(LiantuError):
    """A file's bytes are damaged, locked, unknown or beyond a limit. The readers of bytes raise it without the file.

    Its field ``part`` names the part of the file that is at fault, where there is one.
    """


@contextmanager
def in_part(part: str) -> Iterator[None]:
    """Add the name of a part of the file to a SourceError of the block."""
    try:
        yield
    except SourceError as problem:
        raise SourceError(problem.code, part=part, **problem.fields) from problem


@contextmanager
def in_file(file: str) -> Iterator[None]:
    """Turn a SourceError of the block into a LoadError that names the file.

    Args:
        file: the file's name, as messages show it.

    Raises:
        LoadError: with the fields of the SourceError, and ``file``.

    >>> with in_file("名单.xlsx"):
    ...     raise SourceError("sheet_damaged", part="sheet1.xml", reason="XML")
    Traceback (most recent call last):
    loaders.errors.LoadError: sheet_damaged: file='名单.xlsx [sheet1.xml]', reason='XML'
    """
    try:
        yield
    except SourceError as problem:
        fields = dict(problem.fields)
        part = fields.pop("part", "")
        raise LoadError(problem.code, file=f"{file} [{part}]" if part else file, **fields) from problem
