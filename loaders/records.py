"""What every loader shares: rows, the two ways to fail, what was mapped, and the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
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
    """What a dataset says, mapped and not yet checked against the store.

    ``refers_to`` are the datasets whose ids it uses; ``counts`` says for a table ("": for all) how many rows must be
    good, at least and at most. ``same`` are the rows' own ids that a rule found to be entities which are known
    already: own id -> theirs.
    """

    dataset: Dataset
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    refused: tuple[LiantuError, ...] = ()
    refers_to: tuple[str, ...] = ()
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)


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


def sum_counts(counts: Iterable[Count]) -> Count:
    """The counts together."""
    whole = list(counts)
    return Count(*(sum(getattr(one, name.name) for one in whole) for name in fields(Count)))


@dataclass(frozen=True)
class Missing:
    """An id that the dataset uses and no loaded dataset describes, and where it stands first."""

    id: str
    origin: str


@dataclass(frozen=True)
class LoadReport:
    """What a load did.

    Args:
        dataset: its id.
        nodes, statements: what became different.
        declared: whether the dataset's own entry (title, date, claims, ...) is different.
        refused: the rows that were not taken, and why.
        missing: ids that it uses and nobody describes.
        not_loaded: the datasets that it refers to and that are not loaded.
        misfits: statements, of whatever dataset, whose ends this load made into something that they cannot join.
    """

    dataset: str
    nodes: Count = Count()
    statements: Count = Count()
    declared: bool = False
    refused: tuple[LiantuError, ...] = ()
    missing: tuple[Missing, ...] = ()
    not_loaded: tuple[str, ...] = ()
    misfits: tuple[LiantuError, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the store is different now."""
        return self.declared or self.nodes.touched or self.statements.touched


@dataclass(frozen=True)
class Ready:
    """A source that has been read."""

    held: Records

    def records(self) -> Records:
        """What was read."""
        return self.held


class Loader(Protocol):
    """A source: it reads itself into records; the pipeline does the rest."""

    def records(self) -> Records:
        """Read and map everything. Raises LoadError when the source as a whole is unusable."""
