"""A relation while a text is read: its ends are things with their places, not yet spans."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.documents.text_document import Span
from loaders.reading.clauses import PlacedEntity
from loaders.reading.passage import Passage
from loaders.reading.proposal import RelationProposal
from loaders.reading.relation_words import relation_words


@dataclass(frozen=True, kw_only=True)
class ReadRelation:
    """The relation of two things that ``passage.text[start:end]`` states; None as an end: the issuer."""

    relation: str
    source: PlacedEntity | None
    target: PlacedEntity | None
    passage: Passage
    start: int
    end: int
    rule: str
    certainty: float

    @property
    def key(self) -> tuple[str, int, int]:
        """Return the relation and its ends, wherever they stand."""
        source, target = (id(end.entity) if end else 0 for end in (self.source, self.target))
        return self.relation, source, target

    def proposal(self, text: str) -> RelationProposal:
        """Return the statement with exact places.

        Args:
            text: the document's text; empty: the clause is quoted as it was read, without line ends.
        """
        clause = self.passage.span(self.start, self.end)
        read = self.passage.text[self.start : self.end]
        return RelationProposal(
            relation=self.relation,
            source=_place(self.source),
            target=_place(self.target),
            clause=clause,
            text=text[clause.start : clause.end] or read,
            status=self._status(),
            rule=self.rule,
            certainty=round(self.certainty, 3),
        )

    def _status(self) -> str:
        """Return the status: of what is done to the target, unless the target is a class or a group of the source."""
        belongs = self.relation in (
            "INSTANCE_OF",
            "MEMBER_OF",
            "PART_OF",
            "LOCATED_IN",
            "FOCUSES_ON",
            "AFFILIATED_WITH",
        )
        end = self.source if belongs and self.source else self.target or self.source
        return end.entity.status if end else "existing"


def _place(mention: PlacedEntity | None) -> Span | None:
    return mention.place if mention and not is_issuer(mention) else None


def is_issuer(mention: PlacedEntity | None) -> bool:
    """Return whether an end of a relation is the issuer: left unsaid, or named as 我市."""
    return mention is None or mention.entity.text in relation_words().issuer
