"""The segments that differ between two analyses: their states, and who came and who went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.analysis.cell import CoverageState
from graph.analysis.coverage import Coverage

STATE_LEVELS = {  # how far a segment has come; not known and known to be absent are equally far
    CoverageState.UNKNOWN: 0,
    CoverageState.ABSENT: 0,
    CoverageState.PLANNED: 1,
    CoverageState.WEAK: 2,
    CoverageState.STRONG: 3,
}


class Direction(StrEnum):
    """The way in which a segment changed, in the order in which changes are listed."""

    UP = "up"
    DOWN = "down"
    LEARNED = "learned"  # it was not known, now it is known that nobody is there
    FORGOTTEN = "forgotten"
    NEW = "new"  # the chain had no such segment before
    GONE = "gone"
    MEMBERS = "members"  # the state is the same, the organisations are not


@dataclass(frozen=True, kw_only=True)
class SegmentChange:
    """A segment in supply, before and after; None where the chain does not have it.

    ``joined`` and ``left`` are the organisations that supply it only after, or only before, in id order.
    """

    chain: str
    segment: str
    before: CoverageState | None
    after: CoverageState | None
    joined: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def direction(self) -> Direction:
        """Return the way in which it changed."""
        if self.before is None:
            return Direction.NEW
        if self.after is None:
            return Direction.GONE
        rise = STATE_LEVELS[self.after] - STATE_LEVELS[self.before]
        if rise:
            return Direction.UP if rise > 0 else Direction.DOWN
        if self.before == self.after:
            return Direction.MEMBERS
        return Direction.LEARNED if self.after == CoverageState.ABSENT else Direction.FORGOTTEN


def segment_changes(before: Mapping[str, Coverage], after: Mapping[str, Coverage]) -> tuple[SegmentChange, ...]:
    """Return the segments whose state or suppliers differ, in the order of chains and segments.

    Args:
        before: the chains of one analysis, by id.
        after: those of the other.
    """
    return tuple(
        change
        for chain in sorted(before.keys() | after.keys())
        for change in _changes(chain, before.get(chain), after.get(chain))
    )


def _changes(chain: str, before: Coverage | None, after: Coverage | None) -> Iterator[SegmentChange]:
    old, new = ({} if c is None else {s: c.cell(s) for s in c.structure.ids} for c in (before, after))
    for segment in sorted(old.keys() | new.keys()):
        was, now = old.get(segment), new.get(segment)
        suppliers_before = set(was.suppliers) if was else set()
        suppliers_after = set(now.suppliers) if now else set()
        change = SegmentChange(
            chain=chain,
            segment=segment,
            before=was.state if was else None,
            after=now.state if now else None,
            joined=tuple(sorted(suppliers_after - suppliers_before)),
            left=tuple(sorted(suppliers_before - suppliers_after)),
        )
        if change.before != change.after or change.joined or change.left:
            yield change
