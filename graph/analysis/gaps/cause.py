"""The reasons why a gap closed, opened or became another kind between two analyses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap, GapKind, Reason
from graph.analysis.gaps.neighbours import covered_downstream, covered_upstream, nearest


@dataclass(frozen=True, kw_only=True)
class KindCount:
    """The gaps of one kind: how many before, after, closed, opened, and came or went by a change of kind."""

    kind: GapKind
    before: int
    after: int
    closed: int
    opened: int
    came: int
    went: int


def kind_counts(before: Iterable[Gap], after: Iterable[Gap]) -> tuple[KindCount, ...]:
    """Return the counts of every kind: ``before - closed - went + opened + came == after``."""
    old, new = ({(gap.chain, gap.segment): gap.kind for gap in gaps} for gaps in (before, after))
    old_counts, new_counts = Counter(old.values()), Counter(new.values())
    closed = Counter(kind for place, kind in old.items() if place not in new)
    opened = Counter(kind for place, kind in new.items() if place not in old)
    moved = [(old[place], new[place]) for place in old.keys() & new.keys() if old[place] != new[place]]
    went, came = Counter(kind for kind, _ in moved), Counter(kind for _, kind in moved)
    return tuple(
        KindCount(
            kind=kind,
            before=old_counts[kind],
            after=new_counts[kind],
            closed=closed[kind],
            opened=opened[kind],
            came=came[kind],
            went=went[kind],
        )
        for kind in GapKind
    )


def gap_cause(
    segment: str, old: Gap | None, new: Gap | None, before: Coverage | None, after: Coverage | None
) -> Reason:
    """Return the reason why the gap of a segment, or of a chain, is another one than before.

    Codes: ``build``, ``segment_new``, ``segment_gone``, ``supplied`` (somebody supplies it now), ``supplied_weak``
    (and it is weak), ``supply_lost``, ``sturdier`` and ``weaker`` (by ``flags``), ``reached`` and ``unreached``
    (``segments`` up or down the chain got or lost supply), ``known`` (it holds whatever is unknown, or no longer),
    ``template`` (the chain itself was drawn anew), ``score`` (only the score moved).

    Args:
        segment: the segment's id; empty for a gap of the chain.
        old: the gap before; None where there was none.
        new: the gap after; None where there is none.
        before: the chain's coverage before; None where the region did not have it.
        after: the chain's coverage after.
    """
    if before is None or (segment and segment not in before.chain.segments):
        return Reason("segment_new")
    if after is None or (segment and segment not in after.chain.segments):
        return Reason("segment_gone")
    if not segment:
        return Reason("build")
    was, now = before.cell(segment), after.cell(segment)
    if now.is_covered and not was.is_covered:
        return Reason("supplied_weak" if new else "supplied", {"organisations": now.suppliers})
    if was.is_covered and not now.is_covered:
        return Reason("supply_lost", {"organisations": was.suppliers})
    return _flags_cause(old, new) if now.is_covered else _neighbours_cause(segment, old, new, before, after)


def _flags_cause(old: Gap | None, new: Gap | None) -> Reason:
    """Return why a segment that has supply before and after is weak in another way."""
    flags_before, flags_after = ({flag.name for flag in gap.flags} if gap else set() for gap in (old, new))
    gone, come = sorted(flags_before - flags_after), sorted(flags_after - flags_before)
    if come:
        return Reason("weaker", {"flags": tuple(come)})
    return Reason("sturdier", {"flags": tuple(gone)}) if gone else _same_kind_cause(old, new)


def _neighbours_cause(segment: str, old: Gap | None, new: Gap | None, before: Coverage, after: Coverage) -> Reason:
    """Return why a segment without supply before and after can be reached otherwise."""
    if old and new and old.kind == new.kind:
        return _same_kind_cause(old, new)
    come, gone = _nearest_new(segment, after, before), _nearest_new(segment, before, after)
    if come and (new and (old is None or new.kind == GapKind.FILL)):
        return Reason("reached", {"segments": come})
    if gone and (old and (new is None or old.kind == GapKind.FILL)):
        return Reason("unreached", {"segments": gone})
    return Reason("template")


def _same_kind_cause(old: Gap | None, new: Gap | None) -> Reason:
    return Reason("known") if old and new and old.certain != new.certain else Reason("score")


def _nearest_new(segment: str, coverage: Coverage, other: Coverage) -> tuple[str, ...]:
    """Return the segments up or down the chain that have supply here and not there: the nearest on each side."""
    up = sorted(set(covered_upstream(coverage, segment)) - set(covered_upstream(other, segment)))
    down = sorted(set(covered_downstream(coverage, segment)) - set(covered_downstream(other, segment)))
    found = (*nearest(coverage, segment, up, upstream=True), *nearest(coverage, segment, down, upstream=False))
    return tuple(sorted(set(found)))
