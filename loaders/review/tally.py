"""How often people accepted what is alike, and how sure that makes the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.reading.proposal import EntityProposal, IndicatorProposal, Proposal, RelationProposal
from loaders.review.decision import Decision

HEAD_CHARACTERS = (4, 3, 2)  # of the end of a name, the longest first: 创新中心 tells more than 中心
CERTAINTY_WEIGHT = 4  # decisions that the reader's own certainty weighs as much as
CERTAINTY_DECIMALS = 2
Alike = tuple[str, str]  # what proposals have in common: the end of a name, or the rule; and the type


@dataclass
class Tally:
    """The counts of accepted and rejected proposals that are alike."""

    accepted: int = 0
    rejected: int = 0

    def certainty(self, prior: float) -> float:
        """Return how sure a proposal is, from what the reader thought and what people decided."""
        decided = CERTAINTY_WEIGHT + self.accepted + self.rejected
        return round((CERTAINTY_WEIGHT * prior + self.accepted) / decided, CERTAINTY_DECIMALS)


def tallied(decided: Iterable[tuple[Proposal, Decision]]) -> dict[Alike, Tally]:
    """Return how often what is alike was accepted and rejected."""
    tallies: defaultdict[Alike, Tally] = defaultdict(Tally)
    for proposal, decision in decided:
        for key in alike(proposal):
            if decision.state == "rejected":
                tallies[key].rejected += 1
            else:
                tallies[key].accepted += 1
    return dict(tallies)


def alike(proposal: Proposal) -> Iterator[Alike]:
    """Yield what a proposal has in common with others, the closest first."""
    match proposal:
        case EntityProposal():
            yield from ((head, proposal.type) for head in heads_of(proposal.name))
        case RelationProposal():
            yield proposal.rule, proposal.relation
        case IndicatorProposal():
            yield proposal.rule, proposal.kind
        case _:
            yield proposal.rule, ""


def heads_of(name: str) -> Iterator[str]:
    """Yield the ends of a name, the longest first.

    >>> list(heads_of("创新中心"))
    ['新中心', '中心']
    """
    return (name[-length:] for length in HEAD_CHARACTERS if len(name) > length)
