"""The figures of a chain, and of several together, as a paper tells them: what is known first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.analysis.cell import CoverageState
from graph.analysis.coverage import Coverage
from graph.analysis.questions import Question, combined_known
from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from ui.presenters.dossier.link_card import shortened
from ui.presenters.figures import NO_FIGURE
from ui.text import Words

MAX_PLAN_CHARACTERS = 90  # of a plan's own words on a chain


@dataclass(frozen=True, kw_only=True)
class KeyFigure:
    """A key figure and its caption."""

    value: str
    caption: str


@dataclass(frozen=True, kw_only=True)
class ChainPart:
    """A chain's figures; ``plan`` are a plan's own words about it, empty where the text is not loaded."""

    id: str
    name: str
    segments: int
    known: int
    counts: dict[str, int]
    known_share: str
    supplied_share: str
    is_enough: bool
    certain_gaps: int
    open_gaps: int
    plan: str = ""


def chain_part(analysis: RegionAnalysis, coverage: Coverage, words: Words) -> ChainPart:
    """Return the figures of a chain."""
    counts = {str(state): count for state, count in coverage.state_counts().items()}
    gaps = [gap for gap in analysis.gaps_of(coverage.chain.id) if gap.segment]
    certain = sum(gap.certain for gap in gaps)
    return ChainPart(
        id=coverage.chain.id,
        name=coverage.chain.name,
        segments=len(coverage.chain.segments),
        known=len(coverage.chain.segments) - counts[CoverageState.UNKNOWN],
        counts=counts,
        known_share=percent(coverage.known_share()),
        supplied_share=percent(coverage.known_completeness()),
        is_enough=coverage.is_assessable(),
        certain_gaps=certain,
        open_gaps=len(gaps) - certain,
        plan=_plan(analysis, coverage, words),
    )


def percent(share: float | None) -> str:
    """Return a share in whole percent; a dash where there is none.

    >>> percent(0.6743), percent(None)
    ('67%', '—')
    """
    return NO_FIGURE if share is None else f"{share:.0%}"


def key_figures(analysis: RegionAnalysis, coverages: Sequence[Coverage], words: Words) -> tuple[KeyFigure, ...]:
    """Return the key figures of some chains together."""
    parts = [chain_part(analysis, coverage, words) for coverage in coverages]
    suppliers = {id_ for c in coverages for s in c.chain.segments for id_ in c.cell(s).suppliers}
    segments, known = sum(part.segments for part in parts), sum(part.known for part in parts)
    held = sum(part.counts[CoverageState.STRONG] + part.counts[CoverageState.WEAK] for part in parts)
    values = {
        "known": words("dossier.of", part=known, whole=segments),
        "held": held,
        "absent": sum(part.counts[CoverageState.ABSENT] for part in parts),
        "certain": sum(part.certain_gaps for part in parts),
        "open": sum(part.open_gaps for part in parts),
        "suppliers": len(suppliers),
    }
    return tuple(KeyFigure(value=str(value), caption=words(f"dossier.figure.{name}")) for name, value in values.items())


def shares_text(coverages: Sequence[Coverage], words: Words) -> str:
    """Write how much is known, and how much of that is supplied; never the one without the other."""
    known, supplied = combined_known(coverages) or (None, None)
    return words("dossier.shares", known=percent(known), supplied=percent(supplied))


def question_text(analysis: RegionAnalysis, question: Question, leads: Sequence[str], words: Words) -> str:
    """Write an open question, and whom to put it to."""
    coverage = analysis.coverages[question.chain]
    cell = coverage.cell(question.segment, SUPPLY)
    holders = cell.suppliers or [holding.organisation for holding in cell.holdings]
    known = shortened([analysis.organisations.get(id_, id_) for id_ in holders], words)
    text = words(f"dossier.question.{question.state}", segment=analysis.segment_name(question.segment), known=known)
    return words("dossier.question.with_leads", text=text, leads=shortened(leads, words)) if leads else text


def _plan(analysis: RegionAnalysis, coverage: Coverage, words: Words) -> str:
    texts = (wording for wording in analysis.wording.get(coverage.chain.id, ()) if wording.text)
    wording = next(texts, None)
    if wording is None:
        return ""
    text = " ".join(wording.text.split())
    cut = text if len(text) <= MAX_PLAN_CHARACTERS else text[:MAX_PLAN_CHARACTERS] + "…"
    return words("dossier.plan_says", sentence=cut)
