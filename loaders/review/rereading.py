"""Proposals of a text that is read again: what was decided of an older reading stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from loaders.reading.proposal import Proposal, Proposals
from loaders.review.decision import Decision, standing_decisions
from loaders.review.proposal_id import proposal_id, proposals_by_id

ProposalT = TypeVar("ProposalT", bound=Proposal)


def kept_from_before(now: Proposals, before: Proposals, decisions: Iterable[Decision]) -> Proposals:
    """Return new proposals together with those of before on which a decision stands.

    Args:
        now: of the new reading.
        before: of the older one.
        decisions: all of the review.
    """
    decided = {id_ for id_, decision in standing_decisions(decisions).items() if decision.state != "open"}
    kept = decided - proposals_by_id(now).keys()

    def both(new: Iterable[ProposalT], old: Iterable[ProposalT]) -> tuple[ProposalT, ...]:
        return (*new, *(proposal for proposal in old if proposal_id(proposal) in kept))

    return replace(
        now,
        entities=both(now.entities, before.entities),
        relations=both(now.relations, before.relations),
        indicators=both(now.indicators, before.indicators),
        groups=both(now.groups, before.groups),
    )
