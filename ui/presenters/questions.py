"""The list of questions for the next company visit: what is not known, by how much the answer would narrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.answers import Outcome, settle
from graph.analysis.gaps.gap import Gap
from graph.analysis.questions import Question, open_questions
from graph.analysis.rounding import SCORE_DECIMALS
from graph.model.records import SUPPLY
from graph.store.store import Store
from queries.dossier import leads_by_segment
from queries.region import RegionAnalysis
from queries.rows.parks import GroupsRow
from queries.run import fetch_rows
from ui.presenters.doubles import doubles_of_chain, pair_texts
from ui.text import Words

MAX_NAMED_GAPS = 3  # a line of a table
DOUBLE_STATE = "强（可能重复）"  # strong, and weak if two of its organisations are one
GROUP_STATE = "集合"  # stands where a segment has its state


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """A question in words; ``narrows`` of the chain's interval, ``narrows_total`` of all; ``leads`` to ask about.

    ``if_yes`` and ``if_no`` are what each answer would settle. Of a group the chain is empty, ``segment`` the group,
    and it narrows nothing.
    """

    chain: str
    chain_name: str
    segment: str
    segment_name: str
    state: str
    question: str
    narrows: float
    narrows_total: float
    leads: tuple[str, ...]
    if_yes: str = ""
    if_no: str = ""

    def fields(self) -> dict[str, Any]:
        """Return the documented fields for JSON."""
        return {**vars(self), "leads": list(self.leads)}


def question_rows(store: Store, analysis: RegionAnalysis, words: Words, role: str = SUPPLY) -> list[QuestionRow]:
    """Return every open question, the one that narrows most first; then others in the groups of a plan."""
    leads = leads_by_segment(store, analysis)
    open_ = open_questions(analysis.coverages.values(), role)
    rows = [
        *(_row(question, analysis, words, leads.get(question.segment, ())) for question in open_),
        *_doubles(analysis, words, role),
    ]
    rows.sort(key=lambda row: (-row.narrows_total, row.chain, row.segment))
    return [*rows, *_groups(store, analysis.region, words)]


def _doubles(analysis: RegionAnalysis, words: Words, role: str) -> Iterator[QuestionRow]:
    """Yield a question for each strong segment that would be weak were some of its organisations one."""
    total = sum(coverage.total_importance for coverage in analysis.coverages.values())
    for chain, coverage in analysis.coverages.items():
        for double in doubles_of_chain(analysis, chain, role):
            if double.decides and total:
                lost = coverage.importance[double.segment] * double.lost_cover
                name = analysis.segment_name(double.segment)
                pairs = pair_texts(analysis, double, words)
                yield QuestionRow(
                    chain=chain,
                    chain_name=coverage.chain.name,
                    segment=double.segment,
                    segment_name=name,
                    state=DOUBLE_STATE,
                    question=words("question.double", segment=name, role=words(f"role.{role}"), pairs=pairs),
                    narrows=round(lost / coverage.total_importance, SCORE_DECIMALS),
                    narrows_total=round(lost / total, SCORE_DECIMALS),
                    leads=(),
                )


def _groups(store: Store, region: str, words: Words) -> list[QuestionRow]:
    """Return the groups whose size is stated and whose members are not all named: they narrow no chain."""
    return [
        QuestionRow(
            chain="",
            chain_name="",
            segment=row.group_id,
            segment_name=row.group,
            state=GROUP_STATE,
            question=words(
                "question.group", group=row.group, stated=row.stated_text, known=row.known, open=row.unknown
            ),
            narrows=0.0,
            narrows_total=0.0,
            leads=row.planned,
        )
        for row in fetch_rows(store, GroupsRow, region=region)
        if row.unknown
    ]


def _row(question: Question, analysis: RegionAnalysis, words: Words, leads: tuple[str, ...]) -> QuestionRow:
    coverage = analysis.coverages[question.chain]
    cell = coverage.cell(question.segment, question.role)
    suppliers = cell.suppliers or [holding.organisation for holding in cell.holdings]  # else those that are planned
    names = list(dict.fromkeys(analysis.organisations.get(organisation, organisation) for organisation in suppliers))
    segment = analysis.segment_name(question.segment)
    settlement = settle(coverage, question, analysis.gaps_of(question.chain))
    return QuestionRow(
        chain=question.chain,
        chain_name=coverage.chain.name,
        segment=question.segment,
        segment_name=segment,
        state=str(question.state),
        question=words(f"question.{question.state}", segment=segment, role=words(f"role.{question.role}"), known=names),
        narrows=round(question.narrows, SCORE_DECIMALS),
        narrows_total=round(question.narrows_total, SCORE_DECIMALS),
        leads=leads,
        if_yes=_outcome(settlement.yes, analysis, words),
        if_no=_outcome(settlement.no, analysis, words),
    )


def _outcome(outcome: Outcome, analysis: RegionAnalysis, words: Words) -> str:
    """Write which gaps an answer closes, opens and makes sure; that it changes none."""
    parts = (("closes", outcome.closes), ("confirms", outcome.confirms), ("opens", outcome.opens))
    texts = [words(f"settles.{name}", gaps=_gap_names(gaps, analysis, words)) for name, gaps in parts if gaps]
    return words("separator.clause").join(texts) or words("settles.nothing")


def _gap_names(gaps: Sequence[Gap], analysis: RegionAnalysis, words: Words) -> list[str]:
    names = [
        f"{words(f'kind.{gap.kind}')} {analysis.segment_name(gap.segment) if gap.segment else words('gaps.whole')}"
        for gap in gaps
    ]
    return names if len(names) <= MAX_NAMED_GAPS else [*names[:MAX_NAMED_GAPS], words("settles.more", count=len(names))]
