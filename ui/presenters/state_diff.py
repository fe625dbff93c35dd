"""Two states of a region compared: what a page and a file show of the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.analysis.figures import ChainFigures, FiguresChange
from graph.analysis.segment_change import Direction
from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from queries.statement_source import StatementSource
from ui.presenters.dossier.citations import cite
from ui.presenters.figure_change import arrow, change_weight, percent
from ui.presenters.figures import NO_FIGURE
from ui.presenters.scenario_diff import GapDelta, ScenarioDiff, SegmentDelta, rise_text
from ui.text import Words

DIRECTION_SIGNS = {
    Direction.UP: "↑",
    Direction.DOWN: "↓",
    Direction.LEARNED: "✓",
    Direction.FORGOTTEN: "?",
    Direction.NEW: "+",
    Direction.GONE: "−",
    Direction.MEMBERS: "±",
}
GAP_GROUPS = ("closed", "opened", "kind", "score")


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """A chain that changed: its figures with arrows, in words."""

    id: str
    name: str
    known: str
    supplied: str
    states: str
    gaps: str


@dataclass(frozen=True, kw_only=True)
class StateComparison:
    """The difference between two states of a region.

    Attributes:
        region: the region's name.
        names: the names of both states.
        chains: the chains that changed, those that changed most first.
        segments: the segments that changed, in the order of directions: forward first.
        gaps: the gaps that changed.
        diff: the difference itself.
        sources: the sources of the organisations that are there only after, each once.
    """

    region: str
    names: tuple[str, str]
    chains: tuple[FigureRow, ...]
    segments: tuple[SegmentDelta, ...]
    diff: ScenarioDiff
    sources: tuple[StatementSource, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is different."""
        return not (self.chains or self.segments or self.diff.gaps)

    def gaps(self, group: str, chain: str = "") -> list[GapDelta]:
        """Return the gaps that closed, opened, are of another kind, or only weigh differently; of one chain, or all."""
        return [gap for gap in self.diff.gaps_that(group) if chain in ("", gap.chain)]

    def segments_of(self, chain: str) -> list[SegmentDelta]:
        """Return the segments of a chain that changed; of all chains without an id."""
        return [segment for segment in self.segments if chain in ("", segment.chain)]


def compare_states(
    before: RegionAnalysis, after: RegionAnalysis, diff: ScenarioDiff, names: tuple[str, str], words: Words
) -> StateComparison:
    """Return what is shown of the difference between two analyses.

    Args:
        before: the one.
        after: the other.
        diff: the difference between them.
        names: the names of both states.
        words: the words of the user's language.
    """
    order = {direction: place for place, direction in enumerate(Direction)}
    chain_names = {id_: c.chain.name for analysis in (before, after) for id_, c in analysis.coverages.items()}
    return StateComparison(
        region=after.region_name,
        names=names,
        chains=tuple(figure_rows(diff.figures, words, chain_names)),
        segments=tuple(sorted(diff.segments, key=lambda row: (order[row.direction], row.chain, row.segment))),
        diff=diff,
        sources=_sources(before, after, diff),
    )


def figure_rows(changes: Iterable[FiguresChange], words: Words, names: Mapping[str, str]) -> list[FigureRow]:
    """Return the chains that changed as rows, those that changed most first; ``names`` outweigh the recorded ones."""
    return [
        _chain_row(change.chain, names.get(change.chain, ""), change.before, change.after, words)
        for change in sorted(changes, key=change_weight)
    ]


def _chain_row(id_: str, name: str, before: ChainFigures | None, after: ChainFigures | None, words: Words) -> FigureRow:
    recorded = after or before

    def figure(write: Callable[[ChainFigures], str]) -> str:
        old, new = (write(figures) if figures else NO_FIGURE for figures in (before, after))
        return arrow(old, new, words)

    return FigureRow(
        id=id_,
        name=name or (recorded.name if recorded else id_),
        known=figure(lambda figures: percent(figures.known_share)),
        supplied=figure(lambda figures: percent(figures.known_completeness)),
        states=_states(before, after, words),
        gaps=figure(lambda figures: str(sum(figures.gaps.values()))),
    )


def _states(before: ChainFigures | None, after: ChainFigures | None, words: Words) -> str:
    old, new = (figures.states if figures else {} for figures in (before, after))
    counts = ((state, old.get(state, 0), new.get(state, 0)) for state in sorted({*old, *new}, key=_state_order))
    return words("compare.comma").join(
        words("compare.count", name=words(f"state.{state}"), change=arrow(one, two, words))
        for state, one, two in counts
        if one != two
    )


def _state_order(state: str) -> int:
    return ("强", "弱", "规划", "缺", "未知").index(state)


def _sources(before: RegionAnalysis, after: RegionAnalysis, diff: ScenarioDiff) -> tuple[StatementSource, ...]:
    """Return the sources behind the segments that changed, as far as they count only after; each page once."""
    changed = {(segment.chain, segment.segment) for segment in diff.segments}
    found: dict[tuple[str, str, str], StatementSource] = {}
    for chain, coverage in after.coverages.items():
        for segment in coverage.structure.ids:
            if (chain, segment) in changed:
                earlier = before.coverages[chain].cells if chain in before.coverages else {}
                old = set(earlier[segment, SUPPLY].statement_ids) if (segment, SUPPLY) in earlier else set()
                for statement in coverage.cell(segment).statement_ids:
                    source = after.sources.get(statement)
                    if source and statement not in old:
                        found.setdefault((source.publisher, source.source_title, source.evidence), source)
    return tuple(found[key] for key in sorted(found))


def source_lines(comparison: StateComparison, words: Words) -> list[str]:
    """Return the citations of the sources of what counts only after, each once; judgements have none."""
    citations = (cite(source, words) for source in comparison.sources)
    return list(dict.fromkeys(citation.text for citation in citations if citation))


def headline(comparison: StateComparison, words: Words) -> str:
    """Write in one sentence how much changed."""
    directions = [segment.direction for segment in comparison.segments]
    counts = {name: len(comparison.gaps(name)) for name in ("closed", "opened", "kind")}
    return words(
        "compare.headline",
        chains=len(comparison.chains),
        segments=len(directions),
        up=directions.count(Direction.UP),
        down=directions.count(Direction.DOWN),
        **counts,
    )


def remarks(comparison: StateComparison, words: Words) -> list[str]:
    """Write why more gaps do not mean worse, where gaps opened, and what counts as progress."""
    rise = rise_text(comparison.diff.comparison, words)
    moved = any(segment.direction in (Direction.UP, Direction.LEARNED) for segment in comparison.segments)
    return [
        *([words("compare.rise", why=rise)] if rise else []),
        *([words("compare.progress")] if moved else []),
    ]


def segment_marks(segments: Iterable[SegmentDelta], words: Words) -> Mapping[str, str]:
    """Return what is laid over the box of each segment that changed: the direction, and states that differ."""
    return {
        segment.segment: f"{DIRECTION_SIGNS[segment.direction]} {segment_states(segment, words)}".strip()
        for segment in segments
    }


def segment_states(segment: SegmentDelta, words: Words) -> str:
    """Write the states of a segment with an arrow; "" where they are the same."""
    return "" if segment.before == segment.after else arrow(segment.before or "—", segment.after or "—", words)


def gap_kinds(gap: GapDelta, words: Words) -> str:
    """Write the kind of a gap, with an arrow where it is another one after."""
    if gap.before and gap.after and gap.before != gap.after:
        return words("compare.arrow", before=gap.before, after=gap.after)
    return gap.after or gap.before


def members_text(segment: SegmentDelta, words: Words) -> str:
    """Write who came to a segment and who went."""
    parts = [
        words(f"compare.{name}", names=list(ids))
        for name, ids in (("joined", segment.joined), ("left", segment.left))
        if ids
    ]
    return words("separator.clause").join(parts)
