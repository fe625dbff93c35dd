"""The open questions of a planner, by how much each answer would narrow a chain's completeness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.analysis.cell import CoverageState, Interval
from graph.analysis.coverage import Coverage
from graph.analysis.rounding import SCORE_DECIMALS
from graph.model.records import SUPPLY


@dataclass(frozen=True, kw_only=True)
class Question:
    """One segment in one role about which not all is known.

    ``state`` says what is asked: is anybody there (未知), is what was planned there now (规划), is anybody else there
    (弱)? ``narrows`` is the width that the answer takes from the chain's completeness, ``narrows_total`` from that of
    all chains together; both in [0, 1].
    """

    chain: str
    segment: str
    role: str
    state: CoverageState
    narrows: float
    narrows_total: float


def open_questions(coverages: Iterable[Coverage], role: str = SUPPLY) -> list[Question]:
    """Return every open question, the one that narrows most first, ties by ids.

    ``narrows`` = v(s) (high - low) / sum v over the chain; ``narrows_total`` over all chains.
    """
    weighted = [coverage for coverage in coverages if coverage.total_importance > 0]
    total_importance = sum(coverage.total_importance for coverage in weighted)
    questions = [question for coverage in weighted for question in _questions(coverage, role, total_importance)]
    return sorted(
        questions,
        key=lambda question: (-round(question.narrows_total, SCORE_DECIMALS), question.chain, question.segment),
    )


def _questions(coverage: Coverage, role: str, total_importance: float) -> list[Question]:
    questions = []
    for s in coverage.structure.ids:
        cell = coverage.cell(s, role)
        width = coverage.importance[s] * (cell.cover.high - cell.cover.low)
        if width > 0:
            questions.append(
                Question(
                    chain=coverage.chain.id,
                    segment=s,
                    role=role,
                    state=cell.state,
                    narrows=width / coverage.total_importance,
                    narrows_total=width / total_importance,
                )
            )
    return questions


def combined_known(coverages: Sequence[Coverage], role: str = SUPPLY) -> tuple[float, float | None] | None:
    """Return the known share of all chains together, and the completeness of what is known.

    Both as of one chain, over all segments of all chains; None where sum v = 0. The second is None where nothing is
    known.
    """
    total = sum(coverage.total_importance for coverage in coverages)
    if not total:
        return None
    known = [(c.known_share(role) or 0) * c.total_importance for c in coverages]
    supplied = [(c.known_completeness(role) or 0) * k for c, k in zip(coverages, known, strict=True)]
    return sum(known) / total, (sum(supplied) / sum(known) if sum(known) else None)


def combined_completeness(coverages: Sequence[Coverage], role: str = SUPPLY) -> Interval | None:
    """Return the completeness of all chains together: sum v cov / sum v over all segments; None where sum v = 0."""
    spans = [(coverage.completeness(role), coverage.total_importance) for coverage in coverages]
    known_spans = [(span, weight) for span, weight in spans if span is not None]
    total_weight = sum(weight for _, weight in known_spans)
    if not total_weight:
        return None
    return Interval(
        sum(span.low * weight for span, weight in known_spans) / total_weight,
        sum(span.high * weight for span, weight in known_spans) / total_weight,
    )
