"""The differences between two analyses, as rows in a user's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.analysis.cell import COVERED_STATES, Interval
from graph.analysis.diff import ChainChange, CoverageDiff, GapChange, diff_coverages
from graph.analysis.figures import FiguresChange, changed_figures
from graph.analysis.gaps.cause import KindCount, gap_cause, kind_counts
from graph.analysis.gaps.gap import Gap, GapKind
from graph.analysis.gaps.strengthen import NOT_ASSESSABLE
from graph.analysis.rounding import SCORE_DECIMALS
from graph.analysis.segment_change import Direction, SegmentChange, segment_changes
from queries.region import RegionAnalysis
from queries.region_figures import analysis_figures
from ui.text import Words


@dataclass(frozen=True, kw_only=True)
class GapDelta:
    """A gap that appeared, went, or changed: kind, score and place before and after ("" and None: no gap), and why.

    ``change`` is ``closed``, ``opened``, ``kind`` (it is of another kind now) or ``score``; ``cause`` is the reason in
    a sentence, and ``why`` are the numbers that moved.
    """

    chain: str
    chain_name: str
    segment: str
    segment_name: str
    before: str
    before_score: float | None
    before_place: int | None
    after: str
    after_score: float | None
    after_place: int | None
    why: str
    change: str
    cause: str

    def fields(self) -> dict[str, Any]:
        """Return the documented fields for JSON."""
        return dict(vars(self))


@dataclass(frozen=True, kw_only=True)
class ChainDelta:
    """A chain whose figures moved: completeness [low, high] and known share before and after, states that changed."""

    id: str
    name: str
    before: tuple[float, float] | None
    after: tuple[float, float] | None
    known: tuple[float | None, float | None]
    states: str

    def fields(self) -> dict[str, Any]:
        """Return the documented fields for JSON."""
        return dict(vars(self))


@dataclass(frozen=True, kw_only=True)
class SegmentDelta:
    """A segment that changed: its states in words ("": the chain does not have it), who came and who went."""

    chain: str
    chain_name: str
    segment: str
    segment_name: str
    before: str
    after: str
    direction: Direction
    joined: tuple[str, ...]
    left: tuple[str, ...]

    def fields(self) -> dict[str, Any]:
        """Return the documented fields for JSON."""
        return dict(vars(self))


@dataclass(frozen=True, kw_only=True)
class ScenarioDiff:
    """Chains, segments and gaps that moved; ``figures`` are the chains' figures, ``kinds`` the gaps of each kind."""

    chains: tuple[ChainDelta, ...]
    segments: tuple[SegmentDelta, ...]
    gaps: tuple[GapDelta, ...]
    comparison: CoverageDiff
    figures: tuple[FiguresChange, ...]
    kinds: tuple[KindCount, ...]

    def gaps_that(self, change: str) -> tuple[GapDelta, ...]:
        """Return the gaps that closed, opened, are of another kind, or have another score only."""
        return tuple(gap for gap in self.gaps if gap.change == change)


def diff_scenarios(before: RegionAnalysis, after: RegionAnalysis, words: Words) -> ScenarioDiff:
    """Return the differences from one analysis to the other."""
    diff = diff_coverages(before.coverages, after.coverages, before.gaps, after.gaps)
    states = {
        segment: words(
            "moves.part",
            name=words("column.state"),
            before=_state(state_before, words),
            after=_state(state_after, words),
        )
        for change in diff.chains
        for segment, state_before, state_after in change.state_changes
    }
    names = _Names(before, after)
    return ScenarioDiff(
        chains=tuple(_shift(change, names, words) for change in diff.chains),
        segments=tuple(_segment(change, names, words) for change in segment_changes(before.coverages, after.coverages)),
        gaps=tuple(_move(change, names, words, states.get(change.segment, "")) for change in diff.gaps),
        comparison=diff,
        figures=changed_figures(analysis_figures(before), analysis_figures(after)),
        kinds=kind_counts(before.gaps, after.gaps),
    )


class _Names:
    """The names of what two analyses are about; the later one's, where it knows them."""

    def __init__(self, before: RegionAnalysis, after: RegionAnalysis) -> None:
        self.before, self.after = before, after
        self.chains = {id_: c.chain.name for analysis in (before, after) for id_, c in analysis.coverages.items()}

    def segment(self, id_: str) -> str:
        return self.after.segments.get(id_) or self.before.segment_name(id_)

    def organisations(self, ids: Iterable[str]) -> tuple[str, ...]:
        names = (self.after.organisations.get(id_) or self.before.organisations.get(id_, id_) for id_ in ids)
        return tuple(names)

    def cause(self, change: GapChange, words: Words) -> str:
        """Write why a gap is another one than before."""
        chain = change.chain
        cause = gap_cause(
            change.segment,
            change.before,
            change.after,
            self.before.coverages.get(chain),
            self.after.coverages.get(chain),
        )
        ids = {name: cause.fields.get(name, ()) for name in ("organisations", "segments", "flags")}
        return words(
            f"cause.{cause.code}",
            organisations=list(self.organisations(ids["organisations"])),  # type: ignore[arg-type]
            segments=[self.segment(id_) for id_ in ids["segments"]],  # type: ignore[attr-defined]
            flags=[words(f"part.{flag}") for flag in ids["flags"]],  # type: ignore[attr-defined]
        )


def change_of(change: GapChange) -> str:
    """Return whether a gap closed, opened, is of another kind, or has another score only."""
    if change.before is None or change.after is None:
        return "opened" if change.before is None else "closed"
    return "score" if change.before.kind == change.after.kind else "kind"


def _segment(change: SegmentChange, names: _Names, words: Words) -> SegmentDelta:
    return SegmentDelta(
        chain=change.chain,
        chain_name=names.chains[change.chain],
        segment=change.segment,
        segment_name=names.segment(change.segment),
        before=words(f"state.{change.before}") if change.before else "",
        after=words(f"state.{change.after}") if change.after else "",
        direction=change.direction,
        joined=names.organisations(change.joined),
        left=names.organisations(change.left),
    )


def rise_text(diff: CoverageDiff, words: Words) -> str:
    """Write why gaps are new: beside a segment that got supply another can be reached, or supply is there and weak."""
    covered = {segment for chain in diff.chains for segment, _, after in chain.state_changes if after in COVERED_STATES}
    weak = [change for change in diff.opened if change.segment in covered]
    reached = [
        change
        for change in diff.opened
        if change.after and change.segment not in covered and change.after.kind in (GapKind.FILL, GapKind.EXTEND)
    ]
    texts = [words(f"moves.{name}", count=len(part)) for name, part in (("reached", reached), ("weak", weak)) if part]
    return words("separator.clause").join(texts)


def _shift(change: ChainChange, names: _Names, words: Words) -> ChainDelta:
    states = words.join(
        [
            words(
                "moves.state",
                segment=names.segment(s),
                before=_state(state_before, words),
                after=_state(state_after, words),
            )
            for s, state_before, state_after in change.state_changes
        ]
    )
    return ChainDelta(
        id=change.chain,
        name=names.chains[change.chain],
        before=_span(change.before),
        after=_span(change.after),
        known=change.known_share,
        states=states,
    )


def _state(state: object, words: Words) -> str:
    return words(f"state.{state}") if state else words("moves.none")


def _move(change: GapChange, names: _Names, words: Words, state: str) -> GapDelta:
    parts = [*([state] if state else [])]
    parts += [
        words(
            "moves.part",
            name=words(f"part.{name}"),
            before=_number(part_before, words),
            after=_number(part_after, words),
        )
        for name, part_before, part_after in change.parts
    ]
    return GapDelta(
        chain=change.chain,
        chain_name=names.chains[change.chain],
        segment=change.segment,
        segment_name=names.segment(change.segment) if change.segment else words("gaps.whole"),
        before=_look(change.before, words),
        before_score=_score(change.before),
        before_place=_place(change.before, names.before),
        after=_look(change.after, words),
        after_score=_score(change.after),
        after_place=_place(change.after, names.after),
        why=words("separator.clause").join(parts),
        change=change_of(change),
        cause=names.cause(change, words),
    )


def _look(gap: Gap | None, words: Words) -> str:
    if gap is None:
        return ""
    return f"{words(f'kind.{gap.kind}')}·{words('sure.yes' if gap.certain else 'sure.no')}"


def _score(gap: Gap | None) -> float | None:
    return round(gap.score, SCORE_DECIMALS) if gap else None


def _place(gap: Gap | None, analysis: RegionAnalysis) -> int | None:
    """Return the gap's place in the order of urgency of its own list."""
    return analysis.gap_places[gap.chain, gap.id] if gap else None


def _span(span: Interval | None) -> tuple[float, float] | None:
    return (round(span.low, SCORE_DECIMALS), round(span.high, SCORE_DECIMALS)) if span else None


def _number(value: object, words: Words) -> str:
    if value is None:
        return words("moves.none")
    return words("unassessable") if value == NOT_ASSESSABLE else f"{value:.3g}"
