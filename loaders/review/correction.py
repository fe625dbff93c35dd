"""Proposals with the corrections that a decision makes: another type or status, another place."""

from __future__ import annotations

from dataclasses import replace

from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal, GroupProposal, IndicatorProposal, Proposal, RelationProposal
from loaders.review.decision import Decision

OUTER_QUOTES = "“”‘’《》「」\"'"


def corrected(proposal: Proposal, decision: Decision) -> Proposal:
    """Return a proposal with the corrections of a decision."""
    match proposal:
        case EntityProposal():
            return _corrected_entity(proposal, decision)
        case RelationProposal():
            relation, status = decision.type or proposal.relation, decision.status or proposal.status
            return replace(proposal, relation=relation, status=status)
        case IndicatorProposal():
            span, text = _place(proposal, decision)
            return replace(proposal, kind=decision.type or proposal.kind, span=span, text=text)
        case GroupProposal():
            span, text = _place(proposal, decision)
            return replace(proposal, span=span, text=text)


def _place(proposal: IndicatorProposal | GroupProposal, decision: Decision) -> tuple[Span, str]:
    return (decision.span, decision.text) if decision.span else (proposal.span, proposal.text)


def _corrected_entity(entity: EntityProposal, decision: Decision) -> EntityProposal:
    changed = replace(
        entity,
        type=decision.type or entity.type,
        status=decision.status or entity.status,
        granularity=decision.granularity or entity.granularity,
    )
    if decision.span is None or decision.span == entity.span:
        return changed
    return replace(
        changed,
        span=decision.span,
        text=decision.text,
        name=plain_name(decision.text),
        mentions=_mentions(entity, decision),
    )


def _mentions(entity: EntityProposal, decision: Decision) -> tuple[Span, ...]:
    """Return the other places of a corrected name, and those of the shorter name that it was proposed by."""
    if entity.text not in decision.text or decision.type not in ("", entity.type):
        return decision.mentions
    taken = (decision.span, *decision.mentions)
    shorter = (place for place in entity.mentions if not any(span and span.overlaps(place) for span in taken))
    return tuple(sorted((*decision.mentions, *shorter)))


def plain_name(text: str) -> str:
    """Return a text as a name: without line ends and outer quotation marks.

    >>> plain_name("“智赋\\n万企”")
    '智赋万企'
    """
    return "".join(text.split("\n")).strip().strip(OUTER_QUOTES)
