"""What decisions teach about the proposals that nobody has decided on yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal, Proposal
from loaders.review.decision import Decision

HEAD_CHARACTERS = (4, 3, 2)  # of the end of a name, the longest first: 创新中心 tells more than 中心
MAX_TRIM_CHARACTERS = 4  # of what is cut off a name as no part of it: 建设, 等一批; more concerns that name alone


@dataclass(frozen=True)
class Lessons:
    """What was learned of entities.

    Attributes:
        stop_words: texts that were rejected and never accepted, with the decision.
        accepted: the decision by the text and the type of what was accepted, and by the other names of a known entity.
        heads: by the end of a name and its proposed type, the types that people gave, and how often.
        prefixes, suffixes: what people cut off names.
    """

    stop_words: Mapping[str, Decision] = field(default_factory=dict)
    accepted: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    heads: Mapping[tuple[str, str], Counter[str]] = field(default_factory=dict)
    prefixes: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()

    def proposed_anew(self, entity: EntityProposal) -> EntityProposal:
        """Return an entity as it is proposed after the lessons: another type by its head, less by what is cut off."""
        trimmed = _trimmed(entity, self.prefixes, self.suffixes)
        return replace(trimmed, type=self._type(trimmed))

    def _type(self, entity: EntityProposal) -> str:
        given = (self.heads.get((head, entity.type)) for head in _heads(entity.name))
        return next((types.most_common(1)[0][0] for types in given if types), entity.type)

    def verdict(self, entity: EntityProposal) -> Decision | None:
        """Return the decision that was taken on the same text elsewhere, None if there is none."""
        return self.stop_words.get(entity.text) or self.accepted.get((entity.text, entity.type))


def learn(proposals: Mapping[str, Proposal], standing: Mapping[str, Decision]) -> Lessons:
    """Learn from the decisions that stand.

    Args:
        proposals: by id, as the reader proposed them.
        standing: the decision that counts, by proposal; what was accepted in bulk by a rule confirms names, no more.
    """
    rejected: dict[str, Decision] = {}
    accepted: dict[tuple[str, str], Decision] = {}
    heads: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    cut = []
    for entity, decision in _decided(proposals, standing):
        text, type_ = decision.text or entity.text, decision.type or entity.type
        if decision.state == "rejected":
            rejected[entity.text] = decision
            continue
        accepted[text, type_] = decision
        if decision.entity:  # another name for what the graph has
            accepted.update({(alias, type_): decision for alias in entity.aliases})
        if not decision.rule:
            for head in _heads(text):
                heads[head, entity.type][type_] += 1
            cut.append(_cut_off(entity, decision.span))
    kept = [text for text, _ in accepted]
    return Lessons(
        stop_words={text: decision for text, decision in rejected.items() if text not in kept},
        accepted=accepted,
        heads=heads,
        prefixes=frozenset(words for words, _ in cut if words and not any(text.startswith(words) for text in kept)),
        suffixes=frozenset(words for _, words in cut if words and not any(text.endswith(words) for text in kept)),
    )


def _decided(
    proposals: Mapping[str, Proposal], standing: Mapping[str, Decision]
) -> Iterator[tuple[EntityProposal, Decision]]:
    for id_, decision in standing.items():
        proposal = proposals.get(id_)
        if isinstance(proposal, EntityProposal) and decision.state != "open":
            yield proposal, decision


def _heads(name: str) -> Iterator[str]:
    return (name[-length:] for length in HEAD_CHARACTERS if len(name) > length)


def _cut_off(entity: EntityProposal, span: Span | None) -> tuple[str, str]:
    """Return what a correction cut off at the left and at the right of a text, "" for a long or no cut."""
    if span is None or not entity.span.contains(span):
        return "", ""
    left, right = span.start - entity.span.start, entity.span.end - span.end
    prefix, suffix = entity.text[:left], entity.text[len(entity.text) - right :]
    return prefix if left <= MAX_TRIM_CHARACTERS else "", suffix if right <= MAX_TRIM_CHARACTERS else ""


def _trimmed(entity: EntityProposal, prefixes: frozenset[str], suffixes: frozenset[str]) -> EntityProposal:
    left = next((len(words) for words in prefixes if entity.text.startswith(words)), 0)
    right = next((len(words) for words in suffixes if entity.text.endswith(words)), 0)
    if left + right == 0 or left + right >= len(entity.text):
        return entity
    text = entity.text[left : len(entity.text) - right]
    span = Span(entity.span.start + left, entity.span.end - right)
    mentions = tuple(Span(place.start + left, place.end - right) for place in entity.mentions)
    return replace(entity, span=span, text=text, name=text.replace("\n", ""), mentions=mentions)
