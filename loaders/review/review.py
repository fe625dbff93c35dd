"""How each proposal of a text stands: by a decision, by what decisions elsewhere taught, or still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal, Proposal, Proposals, RelationProposal
from loaders.review.correction import corrected, plain_name
from loaders.review.decision import Decision, ReviewState, standing_decisions
from loaders.review.lessons import LESSON_DECISIONS, Lessons, learn
from loaders.review.proposal_id import proposals_by_id

Basis: TypeAlias = Literal["none", "person", "rule", "lesson", "end"]
OWN_ID_PREFIX = "own-"
OWN_RULE = "person"  # of an entity that the reader had not proposed
DEFAULT_STATUS = "existing"
DEFAULT_GRANULARITY = "named"


@dataclass(frozen=True, kw_only=True)
class ReviewedProposal:
    """A proposal as it was decided, or as it is proposed after what was learned.

    Attributes:
        id: of the proposal as the reader made it.
        proposal: with its corrections. The ends of a relation are the corrected places of its entities.
        state: how it stands.
        basis: ``person`` looked at it, ``rule`` accepted it in bulk, ``lesson``: the same text was decided elsewhere
            (or, of an open one, it is proposed anew), ``end``: a relation that has lost one of its ends.
        who: the person who decided; of a lesson, who decided elsewhere.
        at: when, ISO 8601 in UTC.
        entity: the id of the known entity that it is; empty: a new one.
        ends: of a relation, the ids of the entities that stand at its two ends.
    """

    id: str
    proposal: Proposal
    state: ReviewState = "open"
    basis: Basis = "none"
    who: str = ""
    at: str = ""
    entity: str = ""
    ends: tuple[str, ...] = ()


Places: TypeAlias = Mapping[Span, Sequence[ReviewedProposal]]


def reviewed(
    proposals: Proposals, decisions: Iterable[Decision], lesson_decisions: int = LESSON_DECISIONS
) -> list[ReviewedProposal]:
    """Return each proposal as it stands, in the order of the proposals; what people marked themselves comes last.

    Args:
        proposals: as the reader made them.
        decisions: the log.
        lesson_decisions: how many decisions make one lesson of what is only likely.
    """
    identified = proposals_by_id(proposals)
    standing = standing_decisions(decisions)
    lessons = learn(identified, standing, lesson_decisions)
    items = [_reviewed(id_, proposal, standing.get(id_), lessons) for id_, proposal in identified.items()]
    items += _own_entities(standing.values())
    return list(_with_ends(items, _places(identified, items)))


def _reviewed(id_: str, proposal: Proposal, decision: Decision | None, lessons: Lessons) -> ReviewedProposal:
    if decision and decision.state != "open":
        return ReviewedProposal(
            id=id_,
            proposal=corrected(proposal, decision),
            state=decision.state,
            basis="rule" if decision.rule else "person",
            who=decision.who,
            at=decision.at,
            entity=decision.entity,
        )
    if isinstance(proposal, EntityProposal):
        return _by_lessons(id_, proposal, lessons)
    return ReviewedProposal(id=id_, proposal=lessons.weighed(proposal))


def _by_lessons(id_: str, entity: EntityProposal, lessons: Lessons) -> ReviewedProposal:
    anew = lessons.proposed_anew(entity)
    basis: Basis = "none" if anew == entity else "lesson"
    verdict = lessons.verdict(anew)
    if not verdict:
        return ReviewedProposal(id=id_, proposal=lessons.weighed(anew), basis=basis)
    return ReviewedProposal(
        id=id_,
        proposal=anew,
        state=verdict.state,
        basis="lesson",
        who=verdict.who,
        at=verdict.at,
        entity=verdict.entity,
    )


def _own_entities(standing: Iterable[Decision]) -> Iterator[ReviewedProposal]:
    for decision in standing:
        if decision.proposal.startswith(OWN_ID_PREFIX) and decision.state != "open" and decision.span:
            yield _own_entity(decision, decision.span)


def _own_entity(decision: Decision, span: Span) -> ReviewedProposal:
    entity = EntityProposal(
        span=span,
        text=decision.text,
        name=plain_name(decision.text),
        type=decision.type,
        status=decision.status or DEFAULT_STATUS,
        granularity=decision.granularity or DEFAULT_GRANULARITY,
        rule=OWN_RULE,
        certainty=1.0,
        mentions=decision.mentions,
    )
    return ReviewedProposal(
        id=decision.proposal,
        proposal=entity,
        state=decision.state,
        basis="person",
        who=decision.who,
        at=decision.at,
        entity=decision.entity,
    )


def _places(identified: Mapping[str, Proposal], items: Iterable[ReviewedProposal]) -> Places:
    """Return the entities by each place at which they were proposed, and at which they now stand."""
    places: defaultdict[Span, list[ReviewedProposal]] = defaultdict(list)
    for item in items:
        for proposal in (identified.get(item.id), item.proposal):
            if isinstance(proposal, EntityProposal):
                for span in (proposal.span, *proposal.mentions):
                    if item not in places[span]:
                        places[span].append(item)
    return places


def _with_ends(items: Sequence[ReviewedProposal], places: Places) -> Iterator[ReviewedProposal]:
    for item in items:
        relation = item.proposal
        yield _joined(item, relation, places) if isinstance(relation, RelationProposal) else item


def _joined(item: ReviewedProposal, relation: RelationProposal, places: Places) -> ReviewedProposal:
    """Return a relation with its ends where they now stand; rejected if all that stood at an end is rejected."""
    source, target = (_best(places.get(span, ()) if span else ()) for span in (relation.source, relation.target))
    moved = replace(relation, source=_moved(relation.source, source), target=_moved(relation.target, target))
    joined = replace(item, proposal=moved, ends=tuple(end.id if end else "" for end in (source, target)))
    lost = next((end for end in (source, target) if end and end.state == "rejected"), None)
    if lost and item.state != "rejected":
        return replace(joined, state="rejected", basis="end", who=lost.who, at=lost.at)
    return joined


def _best(entities: Sequence[ReviewedProposal]) -> ReviewedProposal | None:
    """Return what stands at an end: the accepted one before an open one, and that before a rejected one."""
    order = ("accepted", "open", "rejected")
    return min(entities, key=lambda item: order.index(item.state), default=None)


def _moved(span: Span | None, end: ReviewedProposal | None) -> Span | None:
    """Return the corrected place of the entity that holds, or lies in, a place."""
    if span is None or end is None or not isinstance(end.proposal, EntityProposal):
        return span
    places = (end.proposal.span, *end.proposal.mentions)
    if span in places:
        return span
    return next((place for place in places if place.overlaps(span)), end.proposal.span)
