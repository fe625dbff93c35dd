"""Records between the loaders' steps: rows of tables, and the set of records of a dataset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model.errors import LiantuError
from graph.model.records import Dataset, Edge, Node


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table. ``line`` is the line of the file where the row begins."""

    file: str
    line: int
    cells: Mapping[str, str]

    @property
    def location(self) -> str:
        """Return the row's place in its file, for messages."""
        return f"{self.file}:{self.line}"

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, kw_only=True)
class RecordSet:
    """The records of a dataset, mapped and not yet checked against the store.

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
