"""Ids of proposals that stay the same in every reading of one text, so that decisions outlive a better reader."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal, GroupProposal, IndicatorProposal, Proposal, Proposals

ENTITY_ID: Final = "e"
RELATION_ID: Final = "r"
INDICATOR_ID: Final = "i"
GROUP_ID: Final = "g"
DIGEST_BYTES = 4  # tells apart the few proposals of one place


def proposal_id(proposal: Proposal) -> str:
    """Return a proposal's id: its kind, its place, and a digest of what it says the place is.

    >>> proposal_id(
    ...     GroupProposal(
    ...         name="园区", size="2", unit="家", span=Span(0, 4), text="2家园区", rule="count", certainty=0.9
    ...     )
    ... )
    'g0-4-07f5957d'
    """
    match proposal:
        case EntityProposal():
            return _id(ENTITY_ID, proposal.span, [proposal.type])
        case IndicatorProposal():
            return _id(INDICATOR_ID, proposal.span, [proposal.kind, proposal.name, proposal.value, proposal.unit])
        case GroupProposal():
            return _id(GROUP_ID, proposal.span, [proposal.name, proposal.size])
        case _:
            ends = [proposal.relation, str(proposal.source), str(proposal.target)]
            return _id(RELATION_ID, proposal.clause, ends)


def proposals_by_id(proposals: Proposals) -> dict[str, Proposal]:
    """Return proposals by their ids; of two that ask the same, the first."""
    identified: dict[str, Proposal] = {}
    for proposal in proposals:
        identified.setdefault(proposal_id(proposal), proposal)
    return identified


def _id(kind: str, span: Span, parts: Sequence[str]) -> str:
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()
    return f"{kind}{span.start}-{span.end}-{digest}"
