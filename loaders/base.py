"""What every loader shares: rows, the two ways to fail, what was mapped, and the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from graph.model.errors import LiantuError
from graph.model.records import Dataset, Edge, Node


class RowError(LiantuError):
    """This row cannot be taken; the others can. Its fields name file and line."""


class LoadError(LiantuError):
    """The whole run stops; nothing of it is written."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. ``line`` is the line of the file where the row begins."""

    file: str
    line: int
    cells: Mapping[str, str]

    @property
    def origin(self) -> str:
        """Where the row stands, for messages."""
        return f"{self.file}:{self.line}"

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Records:
    """What a dataset says, mapped and not yet checked against the store."""

    dataset: Dataset
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    refused: tuple[LiantuError, ...] = ()
    refers_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many records were added, changed, removed, and were as before."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def touched(self) -> bool:
        """Whether anything is different now."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class LoadReport:
    """What a load did. ``waiting`` are ends that belong to datasets not loaded yet."""

    dataset: str
    nodes: Count = Count()
    statements: Count = Count()
    refused: tuple[LiantuError, ...] = ()
    waiting: tuple[str, ...] = field(default=())

    @property
    def changed(self) -> bool:
        """Whether the store is different now."""
        return self.nodes.touched or self.statements.touched


class Loader(Protocol):
    """A source: it reads itself into records; the pipeline does the rest."""

    def records(self) -> Records:
        """Read and map everything. Raises LoadError when the source as a whole is unusable."""
