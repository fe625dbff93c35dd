"""Two pictures of the same chains: what moved, and which number moved it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.analysis.cell import CoverageState, Interval
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap
from graph.analysis.rounding import SCORE_DECIMALS


@dataclass(frozen=True, kw_only=True)
class ChainChange:
    """A chain before and after; ``states`` are the segments whose state in production moved."""

    chain: str
    before: Interval | None
    after: Interval | None
    known_share: tuple[float | None, float | None]
    state_changes: tuple[tuple[str, CoverageState | None, CoverageState | None], ...]


@dataclass(frozen=True, kw_only=True)
class GapChange:
    """A gap's place before and after: None where there was none. ``parts`` are the numbers that differ."""

    chain: str
    segment: str
    before: Gap | None
    after: Gap | None
    parts: tuple[tuple[str, object, object], ...]


@dataclass(frozen=True)
class CoverageDiff:
    """The differences between two analyses; chains and gaps that are the same in both are left out."""

    chains: tuple[ChainChange, ...]
    gaps: tuple[GapChange, ...]

    @property
    def closed(self) -> tuple[GapChange, ...]:
        """Return the gaps that are no more."""
        return tuple(change for change in self.gaps if change.after is None)

    @property
    def opened(self) -> tuple[GapChange, ...]:
        """Return the gaps that are new."""
        return tuple(change for change in self.gaps if change.before is None)


def diff_coverages(
    before: Mapping[str, Coverage], after: Mapping[str, Coverage], old: Iterable[Gap], new: Iterable[Gap]
) -> CoverageDiff:
    """Return what differs between two analyses, in the order of ids; a gap is matched by its chain and segment.

    Args:
        before: the chains of the one.
        after: the chains of the other.
        old: the gaps of the one.
        new: the gaps of the other.
    """
    ids = sorted(before.keys() | after.keys())
    chains = (_chain(id_, before.get(id_), after.get(id_)) for id_ in ids)
    return CoverageDiff(
        tuple(c for c in chains if c.before != c.after or c.known_share[0] != c.known_share[1] or c.state_changes),
        tuple(_gaps(old, new)),
    )


def _chain(id_: str, before: Coverage | None, after: Coverage | None) -> ChainChange:
    one, two = ({} if c is None else {s: c.cell(s).state for s in c.structure.ids} for c in (before, after))
    moved = tuple((s, one.get(s), two.get(s)) for s in sorted(one.keys() | two.keys()) if one.get(s) != two.get(s))
    return ChainChange(
        chain=id_,
        before=before.completeness() if before else None,
        after=after.completeness() if after else None,
        known_share=(before.known_share() if before else None, after.known_share() if after else None),
        state_changes=moved,
    )


def _gaps(before: Iterable[Gap], after: Iterable[Gap]) -> Iterable[GapChange]:
    one, two = ({(gap.chain, gap.segment): gap for gap in gaps} for gaps in (before, after))
    for place in sorted(one.keys() | two.keys()):
        old, new = one.get(place), two.get(place)
        if old is None or new is None or _look(old) != _look(new):
            chain, segment = place
            yield GapChange(chain=chain, segment=segment, before=old, after=new, parts=_parts(old, new))


def _look(gap: Gap) -> tuple[object, ...]:
    return gap.kind, gap.certain, round(gap.score, SCORE_DECIMALS)


def _parts(before: Gap | None, after: Gap | None) -> tuple[tuple[str, object, object], ...]:
    if before and after and before.kind != after.kind:
        return ()  # the states say it: a score of another kind has other parts
    one, two = (dict(gap.parts) if gap else {} for gap in (before, after))
    names = sorted(one.keys() | two.keys())
    return tuple((name, one.get(name), two.get(name)) for name in names if one.get(name) != two.get(name))
