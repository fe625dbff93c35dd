"""What the answer to an open question would settle: the gaps that close, open or become sure either way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.analysis.cell import CoverageState
from graph.analysis.chain import Absence, Chain, Claim, Holding
from graph.analysis.coverage import Coverage, recompute_segment
from graph.analysis.gaps.find import find_gaps
from graph.analysis.gaps.gap import Gap
from graph.analysis.questions import Question
from graph.analysis.scenario import with_holdings
from graph.model.records import SUPPLY

ANSWER = "answer"  # the id of what an answer would state


@dataclass(frozen=True)
class Outcome:
    """The gaps that one answer changes, each sorted by id: those that close, that are new, that become sure."""

    closes: tuple[Gap, ...]
    opens: tuple[Gap, ...]
    confirms: tuple[Gap, ...]


@dataclass(frozen=True)
class Settlement:
    """The outcomes of both answers."""

    yes: Outcome
    no: Outcome


def settle(coverage: Coverage, question: Question, gaps: Iterable[Gap]) -> Settlement:
    """Compute the chain by both answers to a question about one of its segments, whose gaps today are given.

    Yes: one more organisation is there, in the first of the segment's own roles where supply is asked for. No: nobody
    (else) is there; where somebody is, those who are known are all.
    """
    before = {gap.id: gap for gap in gaps}
    yes, no = _with_yes(coverage, question), _with_no(coverage, question)
    after_yes, after_no = (_gaps_after(coverage, chain, question.segment) for chain in (yes, no))
    return Settlement(_outcome(before, after_yes), _outcome(before, after_no))


def _with_yes(coverage: Coverage, question: Question) -> Chain:
    segment = coverage.chain.segments[question.segment]
    role = segment.supply_roles[0] if question.role == SUPPLY else question.role
    holding = Holding(id=ANSWER, organisation=ANSWER, segment=segment.id, role=role, status="existing")
    return with_holdings(coverage.chain, [holding])


def _with_no(coverage: Coverage, question: Question) -> Chain:
    chain, cell = coverage.chain, coverage.cell(question.segment, question.role)
    if question.state == CoverageState.WEAK:
        members = tuple(sorted({holding.organisation for holding in cell.holdings}))
        claim = Claim(dataset=ANSWER, segment=question.segment, role=question.role, members=members)
        return replace(chain, claims=(*chain.claims, claim))
    return replace(chain, absences=(*chain.absences, Absence(ANSWER, question.segment, question.role)))


def _gaps_after(coverage: Coverage, chain: Chain, segment: str) -> Mapping[str, Gap]:
    return {gap.id: gap for gap in find_gaps(recompute_segment(coverage, chain, segment))}


def _outcome(before: Mapping[str, Gap], after: Mapping[str, Gap]) -> Outcome:
    confirmed = (id_ for id_, gap in after.items() if gap.certain and not (id_ in before and before[id_].certain))
    return Outcome(
        closes=tuple(before[id_] for id_ in sorted(before.keys() - after.keys())),
        opens=tuple(after[id_] for id_ in sorted(after.keys() - before.keys())),
        confirms=tuple(after[id_] for id_ in sorted(confirmed)),
    )
