"""What decisions teach about the proposals that nobody has decided on yet.

What was said of a text holds for the same text elsewhere at once, so that nothing is asked twice. What is only likely
(another type for a head, words that are no part of names, how sure a rule is) is learned of every 50 decisions
together, so that the rest does not change under the hands of whoever works on it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal, Proposal
from loaders.review.decision import Decision
from loaders.review.tally import Alike, Tally, alike, heads_of, tallied

LESSON_DECISIONS = 50
MAX_TRIM_CHARACTERS = 4  # of what is cut off a name as no part of it: 建设, 等一批; more concerns that name alone
WeighedT = TypeVar("WeighedT", bound=Proposal)


@dataclass(frozen=True)
class Lessons:
    """The lessons of a review.

    Attributes:
        stop_words: texts that were rejected and never accepted, with the decision.
        accepted: the decision by the text and the type of what was accepted, and by the other names of a known entity.
        heads: by the end of a name and its proposed type, the types that people gave, and how often.
        prefixes, suffixes: what people cut off names.
        tallies: how often what is alike was accepted.
    """

    stop_words: Mapping[str, Decision] = field(default_factory=dict)
    accepted: Mapping[Alike, Decision] = field(default_factory=dict)
    heads: Mapping[Alike, Counter[str]] = field(default_factory=dict)
    prefixes: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    tallies: Mapping[Alike, Tally] = field(default_factory=dict)

    def verdict(self, entity: EntityProposal) -> Decision | None:
        """Return the decision that was taken on the same text elsewhere, None if there is none."""
        return self.stop_words.get(entity.text) or self.accepted.get((entity.text, entity.type))

    def proposed_anew(self, entity: EntityProposal) -> EntityProposal:
        """Return an entity as it is proposed after the lessons: another type by its head, less by what is cut off."""
        trimmed = _trimmed(entity, self.prefixes, self.suffixes)
        return replace(trimmed, type=self._type(trimmed))

    def weighed(self, proposal: WeighedT) -> WeighedT:
        """Return a proposal as sure as the decisions on what is alike make it."""
        tally = next((self.tallies[key] for key in alike(proposal) if key in self.tallies), None)
        return replace(proposal, certainty=tally.certainty(proposal.certainty)) if tally else proposal

    def _type(self, entity: EntityProposal) -> str:
        given = (self.heads.get((head, entity.type)) for head in heads_of(entity.name))
        return next((types.most_common(1)[0][0] for types in given if types), entity.type)


def learn(
    proposals: Mapping[str, Proposal], standing: Mapping[str, Decision], every: int = LESSON_DECISIONS
) -> Lessons:
    """Learn from the decisions that stand.

    Args:
        proposals: by id, as the reader proposed them.
        standing: the decision that counts, by proposal; what was accepted in bulk by a rule confirms names, no more.
        every: how many decisions make one lesson of what is only likely.
    """
    decided = [
        (proposals[decision.proposal], decision)
        for decision in sorted(standing.values(), key=lambda decision: decision.at)
        if decision.state != "open" and decision.proposal in proposals
    ]
    singly = [(proposal, decision) for proposal, decision in decided if not decision.rule]
    stop_words, accepted = _texts(_entities(decided))
    likely = singly[: len(singly) // every * every]
    prefixes, suffixes = _trims(_entities(likely), [text for text, _ in accepted])
    return Lessons(stop_words, accepted, _types_of_heads(_entities(likely)), prefixes, suffixes, tallied(likely))


def _entities(decided: Iterable[tuple[Proposal, Decision]]) -> list[tuple[EntityProposal, Decision]]:
    return [(proposal, decision) for proposal, decision in decided if isinstance(proposal, EntityProposal)]


def _texts(
    decided: Iterable[tuple[EntityProposal, Decision]],
) -> tuple[dict[str, Decision], dict[Alike, Decision]]:
    """Return the texts that were rejected and never accepted, and those that were accepted, with their types."""
    rejected: dict[str, Decision] = {}
    accepted: dict[Alike, Decision] = {}
    for entity, decision in decided:
        if decision.state == "rejected":
            rejected[entity.text] = decision
            continue
        names = [decision.text or entity.text, *(entity.aliases if decision.entity else ())]
        accepted.update({(name, decision.type or entity.type): decision for name in names})
    kept = {text for text, _ in accepted}
    return {text: decision for text, decision in rejected.items() if text not in kept}, accepted


def _types_of_heads(decided: Iterable[tuple[EntityProposal, Decision]]) -> dict[Alike, Counter[str]]:
    heads: defaultdict[Alike, Counter[str]] = defaultdict(Counter)
    for entity, decision in decided:
        if decision.state == "accepted":
            for head in heads_of(decision.text or entity.name):
                heads[head, entity.type][decision.type or entity.type] += 1
    return dict(heads)


def _trims(
    decided: Iterable[tuple[EntityProposal, Decision]], kept: Sequence[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return what was cut off names at the left and at the right, and begins or ends no name that was accepted."""
    cut = [_cut_off(entity, decision.span) for entity, decision in decided if decision.state == "accepted"]
    prefixes = {words for words, _ in cut if words and not any(text.startswith(words) for text in kept)}
    suffixes = {words for _, words in cut if words and not any(text.endswith(words) for text in kept)}
    return frozenset(prefixes), frozenset(suffixes)


def _cut_off(entity: EntityProposal, span: Span | None) -> tuple[str, str]:
    """Return what a correction cut off at the left and at the right of a text, "" for a long or no cut."""
    if span is None or not entity.span.contains(span):
        return "", ""
    left, right = span.start - entity.span.start, entity.span.end - span.end
    prefix, suffix = entity.text[:left], entity.text[len(entity.text) - right :]
    return prefix if left <= MAX_TRIM_CHARACTERS else "", suffix if right <= MAX_TRIM_CHARACTERS else ""


def _trimmed(entity: EntityProposal, prefixes: frozenset[str], suffixes: frozenset[str]) -> EntityProposal:
    left = max((len(words) for words in prefixes if entity.text.startswith(words)), default=0)
    right = max((len(words) for words in suffixes if entity.text.endswith(words)), default=0)
    is_whole = entity.name == entity.text.replace("\n", "")  # a name with a shared head is more than its text
    if left + right == 0 or left + right >= len(entity.text) or not is_whole:
        return entity
    text = entity.text[left : len(entity.text) - right]
    span = Span(entity.span.start + left, entity.span.end - right)
    mentions = tuple(
        Span(place.start + left, place.end - right) if place.end - place.start == len(entity.text) else place
        for place in entity.mentions  # one of another length is another wording, which ends otherwise
    )
    return replace(entity, span=span, text=text, name=text.replace("\n", ""), mentions=mentions)
