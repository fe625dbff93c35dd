"""The plan's statements on each chain beside the computed class: agreement, disagreement, open."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from graph.analysis.gaps.gap import Gap
from graph.analysis.plan_check import check_plan
from queries.plan_wording import PlanWording
from queries.region import RegionAnalysis
from ui.text import Words

PLAN_SOURCE_FIELDS = ("source_title", "publisher", "published", "grade")
CLASSES = ("建链", "补链", "强链", "扩链", "牵头", "争取")


@dataclass(frozen=True, kw_only=True)
class PlanCheckRow:
    """One statement of the plan on a chain; ``words`` are the class words in its clause, where the text is loaded."""

    chain: str
    chain_name: str
    said: str
    status: str
    words: tuple[str, ...]
    section: str
    char_start: int
    char_end: int | None
    computed: str
    verdict: str
    statement: str
    wording: PlanWording

    def fields(self) -> dict[str, Any]:
        """Return the documented fields for JSON."""
        source = {name: getattr(self.wording, name) for name in PLAN_SOURCE_FIELDS}
        own = {name: value for name, value in vars(self).items() if name != "wording"}
        return {**own, "words": list(self.words), **source}


def plan_check_rows(analysis: RegionAnalysis, words: Words) -> list[PlanCheckRow]:
    """Return every statement of a plan on a chain of the template, in the order of chains and of the text."""
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for gap in analysis.gaps:
        gaps[gap.chain].append(gap)
    return [
        _row(analysis, words, chain, wording, gaps[chain])
        for chain in analysis.coverages
        for wording in sorted(analysis.wording.get(chain, ()), key=lambda w: (w.char_start, w.statement))
    ]


def _row(analysis: RegionAnalysis, words: Words, chain: str, wording: PlanWording, gaps: list[Gap]) -> PlanCheckRow:
    coverage = analysis.coverages[chain]
    span = coverage.completeness()
    counts = Counter(str(gap.kind) for gap in gaps)
    kinds = words.join([f"{words(f'kind.{kind}')} {count}" for kind, count in counts.items()])
    between = "—" if span is None else f"{span.low:.0%}–{span.high:.0%}"
    return PlanCheckRow(
        chain=chain,
        chain_name=coverage.chain.name,
        said=f"{wording.actor} {words.label(wording.relation)} {wording.subject}",
        status=wording.status,
        words=tuple(class_ for class_ in CLASSES if class_ in wording.text),
        section=wording.section,
        char_start=wording.char_start,
        char_end=wording.char_end,
        computed=words("wording.computed", span=between, kinds=kinds),
        verdict=str(check_plan(coverage, gaps, wording.status, wording.actor_label)),
        statement=wording.statement,
        wording=wording,
    )
