"""The age of what is known of a chain: how many of its known segments rest on old sources alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.cell import Cell, CoverageState
from graph.analysis.coverage import Coverage
from graph.model.records import SUPPLY

OLD_AFTER_YEARS = 3  # a list of firms is renewed every year or two; after three, a visit is due


@dataclass(frozen=True, kw_only=True)
class KnowledgeAge:
    """A chain's segments by the newest source that makes their state.

    Attributes:
        recent: known segments with a source at most ``OLD_AFTER_YEARS`` old.
        old: known segments whose newest source is older.
        undated: known segments none of whose sources has a certain year.
        unknown: segments without any statement; they are neither old nor recent.
    """

    recent: int
    old: int
    undated: int
    unknown: int

    @property
    def known(self) -> int:
        """Return the number of known segments."""
        return self.recent + self.old + self.undated

    @property
    def old_share(self) -> float | None:
        """Return the share of the known segments that is old, in [0, 1]; None where nothing is known."""
        return self.old / self.known if self.known else None


def newest_year(cell: Cell) -> int | None:
    """Return the year of the newest statement that makes a cell's state; None where none has a certain year."""
    return max((statement.year for statement in cell.deciding if statement.year is not None), default=None)


def knowledge_age(coverage: Coverage, year: int, role: str = SUPPLY) -> KnowledgeAge:
    """Return how old the sources are that a chain's states rest on.

    Args:
        coverage: the chain's coverage.
        year: the year from which age is counted.
        role: whose states.
    """
    cells = [coverage.cell(segment, role) for segment in coverage.structure.ids]
    known = [cell for cell in cells if cell.state != CoverageState.UNKNOWN]
    years = [newest_year(cell) for cell in known]
    recent = sum(newest is not None and year - newest <= OLD_AFTER_YEARS for newest in years)
    undated = years.count(None)
    return KnowledgeAge(
        recent=recent,
        old=len(known) - recent - undated,
        undated=undated,
        unknown=len(cells) - len(known),
    )


def combined_age(ages: Iterable[KnowledgeAge]) -> KnowledgeAge:
    """Return the age of all chains together."""
    together = list(ages)
    return KnowledgeAge(
        recent=sum(age.recent for age in together),
        old=sum(age.old for age in together),
        undated=sum(age.undated for age in together),
        unknown=sum(age.unknown for age in together),
    )
