"""The report of a load: counts, refused rows, dangling references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from graph.model.errors import LiantuError


@dataclass(frozen=True)
class ChangeCounts:
    """The numbers of records added, changed, removed and unchanged."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def touched(self) -> bool:
        """Return whether anything is different now."""
        return bool(self.added or self.changed or self.removed)


def sum_counts(counts: Iterable[ChangeCounts]) -> ChangeCounts:
    """Add counts up."""
    all_counts = list(counts)
    return ChangeCounts(*(sum(getattr(count, name.name) for count in all_counts) for name in fields(ChangeCounts)))


@dataclass(frozen=True)
class DanglingReference:
    """An id that the dataset uses and no loaded dataset describes, and where it stands first."""

    id: str
    location: str


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """The report of a load.

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
    nodes: ChangeCounts = ChangeCounts()
    statements: ChangeCounts = ChangeCounts()
    declared: bool = False
    refused: tuple[LiantuError, ...] = ()
    dangling: tuple[DanglingReference, ...] = ()
    not_loaded: tuple[str, ...] = ()
    endpoint_violations: tuple[LiantuError, ...] = ()

    @property
    def changed(self) -> bool:
        """Return whether the store is different now."""
        return self.declared or self.nodes.touched or self.statements.touched
