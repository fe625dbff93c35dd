"""The list of questions for the next company visit: what is not known, by how much the answer would narrow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from graph.analysis.method import PRODUCTION
from graph.analysis.unknowns import Question, questions
from graph.store.store import Store
from ui.actions.asking import run_query
from ui.actions.picture import Picture
from ui.text import Words

DECIMALS = 9


@dataclass(frozen=True)
class QuestionRow:
    """A question in words; ``narrows`` of the chain's interval, ``narrows_total`` of all; ``leads`` to ask about."""

    chain: str
    chain_name: str
    segment: str
    segment_name: str
    state: str
    question: str
    narrows: float
    narrows_total: float
    leads: tuple[str, ...]

    def fields(self) -> dict[str, Any]:
        """The row as documented for JSON."""
        return {**vars(self), "leads": list(self.leads)}


def question_rows(store: Store, picture: Picture, words: Words, role: str = PRODUCTION) -> list[QuestionRow]:
    """Every open question of a picture, the one that narrows most first."""
    leads = _leads(store, picture)
    return [
        _row(one, picture, words, leads.get(one.segment, ())) for one in questions(picture.coverages.values(), role)
    ]


def _leads(store: Store, picture: Picture) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for chain in picture.coverages:
        for row in run_query(store, "segment-leads", {"chain": chain}).rows:
            found[row["segment_id"]].append(str(row["who"]))
    return {segment: tuple(dict.fromkeys(who)) for segment, who in found.items()}


def _row(one: Question, picture: Picture, words: Words, leads: tuple[str, ...]) -> QuestionRow:
    coverage = picture.coverages[one.chain]
    cell = coverage.cell(one.segment, one.role)
    there = cell.suppliers or [holding.organisation for holding in cell.holdings]  # else those that are planned
    names = list(dict.fromkeys(picture.organisations.get(one, one) for one in there))
    segment = picture.segment_name(one.segment)
    return QuestionRow(
        one.chain,
        coverage.chain.name,
        one.segment,
        segment,
        str(one.state),
        words(f"question.{one.state}", segment=segment, role=words(f"role.{one.role}"), known=names),
        round(one.narrows, DECIMALS),
        round(one.narrows_total, DECIMALS),
        leads,
    )
