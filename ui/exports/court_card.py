"""A chosen institute as a planner reads it: the links that it could close, the best source, who here could host it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.targeting.match import Match
from queries.targeting import Selection, TargetingInputs
from ui.exports.target_table import evidence_text, grip_text, host_text, match_text
from ui.text import Words

MAX_CARD_LINKS = 6  # of all chains: two lines of a card in half a screen
MAX_CARD_HOSTS = 2


@dataclass(frozen=True, kw_only=True)
class ClosableLink:
    """A link with a gap that the institute could close."""

    chain: str
    chain_name: str
    segment: str
    segment_name: str


@dataclass(frozen=True, kw_only=True)
class CourtCard:
    """A chosen institute.

    Attributes:
        id: of the entity.
        place: in the order of choosing, from 1.
        name: of the institute.
        city: where it is.
        links: the links that it could close, by chain, those of most worth first.
        more_links: how many more there are.
        basis: the best source of the first link, or that there is none.
        hosts: who here could host it, each with the reason.
        grip: how surely it is among the first, in words.
        reasons: every match with its evidence.
    """

    id: str
    place: int
    name: str
    city: str
    links: tuple[ClosableLink, ...]
    more_links: int
    basis: str
    hosts: tuple[str, ...]
    grip: str
    reasons: tuple[str, ...]

    @property
    def links_by_chain(self) -> Mapping[str, Sequence[ClosableLink]]:
        """Return the links below the names of their chains."""
        by_chain: dict[str, list[ClosableLink]] = {}
        for link in self.links:
            by_chain.setdefault(link.chain_name, []).append(link)
        return by_chain


def court_card(place: int, selection: Selection, inputs: TargetingInputs, words: Words) -> CourtCard:
    """Return the card of a chosen institute."""
    links = [link for match in selection.matches for link in _links(match, inputs)]
    candidate = selection.candidate
    return CourtCard(
        id=candidate.id,
        place=place,
        name=candidate.name,
        city=candidate.city,
        links=tuple(links[:MAX_CARD_LINKS]),
        more_links=max(0, len(links) - MAX_CARD_LINKS),
        basis=_basis(selection, inputs, words),
        hosts=tuple(host_text(host, inputs, words) for host in selection.hosts[:MAX_CARD_HOSTS]),
        grip=grip_text(selection, words),
        reasons=tuple(match_text(match, inputs, words) for match in selection.matches),
    )


def _links(match: Match, inputs: TargetingInputs) -> list[ClosableLink]:
    """Return a link for each chain in which the match's segment is a gap."""
    analysis = inputs.analysis
    chains = dict.fromkeys(demand.chain for demand in inputs.demands if demand.segment == match.segment)
    return [
        ClosableLink(
            chain=chain,
            chain_name=analysis.coverages[chain].chain.name,
            segment=match.segment,
            segment_name=analysis.segment_name(match.segment),
        )
        for chain in chains
    ]


def _basis(selection: Selection, inputs: TargetingInputs, words: Words) -> str:
    """Return the evidence of the first link; a source outweighs a judgement, and a judgement agreeing words."""
    evidence = [item for match in selection.matches[:1] for item in match.evidence]
    best = max(evidence, key=lambda item: item.probability, default=None)
    return evidence_text(best, inputs, words) if best else ""
