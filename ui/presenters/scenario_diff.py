"""The differences between two analyses, as rows in a user's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.analysis.cell import COVERED_STATES, Interval
from graph.analysis.diff import ChainChange, CoverageDiff, GapChange, diff_coverages
from graph.analysis.gaps.gap import Gap, GapKind
from graph.analysis.gaps.strengthen import NOT_ASSESSABLE
from graph.analysis.rounding import SCORE_DECIMALS
from queries.region import RegionAnalysis
from ui.text import Words


@dataclass(frozen=True, kw_only=True)
class GapDelta:
    """A gap that appeared, went, or changed: kind and score before and after ("" and None: no gap), and why."""

    chain: str
    chain_name: str
    segment: str
    segment_name: str
    before: str
    before_score: float | None
    after: str
    after_score: float | None
    why: str

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


@dataclass(frozen=True)
class ScenarioDiff:
    """Chains and gaps that moved."""

    chains: tuple[ChainDelta, ...]
    gaps: tuple[GapDelta, ...]
    comparison: CoverageDiff


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
    names = {id_: c.chain.name for analysis in (before, after) for id_, c in analysis.coverages.items()}
    return ScenarioDiff(
        tuple(_shift(change, names, before, words) for change in diff.chains),
        tuple(_move(change, names, before, words, states.get(change.segment, "")) for change in diff.gaps),
        diff,
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


def _shift(change: ChainChange, names: Mapping[str, str], analysis: RegionAnalysis, words: Words) -> ChainDelta:
    states = words.join(
        [
            words(
                "moves.state",
                segment=analysis.segment_name(s),
                before=_state(state_before, words),
                after=_state(state_after, words),
            )
            for s, state_before, state_after in change.state_changes
        ]
    )
    return ChainDelta(
        id=change.chain,
        name=names[change.chain],
        before=_span(change.before),
        after=_span(change.after),
        known=change.known_share,
        states=states,
    )


def _state(state: object, words: Words) -> str:
    return words(f"state.{state}") if state else words("moves.none")


def _move(change: GapChange, names: Mapping[str, str], analysis: RegionAnalysis, words: Words, state: str) -> GapDelta:
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
        chain_name=names[change.chain],
        segment=change.segment,
        segment_name=analysis.segment_name(change.segment) if change.segment else words("gaps.whole"),
        before=_look(change.before, words),
        before_score=_score(change.before),
        after=_look(change.after, words),
        after_score=_score(change.after),
        why=words("separator.clause").join(parts),
    )


def _look(gap: Gap | None, words: Words) -> str:
    if gap is None:
        return ""
    return f"{words(f'kind.{gap.kind}')}·{words('sure.yes' if gap.certain else 'sure.no')}"


def _score(gap: Gap | None) -> float | None:
    return round(gap.score, SCORE_DECIMALS) if gap else None


def _span(span: Interval | None) -> tuple[float, float] | None:
    return (round(span.low, SCORE_DECIMALS), round(span.high, SCORE_DECIMALS)) if span else None


def _number(value: object, words: Words) -> str:
    if value is None:
        return words("moves.none")
    return words("unassessable") if value == NOT_ASSESSABLE else f"{value:.3g}"
