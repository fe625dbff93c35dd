"""The accepted part of a plan, as its rows refer to it: entities by their proposal, and the clauses that are cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, TypeVar

from loaders.documents.text_document import Span
from loaders.plans.entity_id import plan_entity_id
from loaders.plans.plan import KnownEntity, Plan
from loaders.plans.sections import CitedClause, ClauseFinder
from loaders.plans.wording import place_of
from loaders.reading.proposal import EntityProposal, GroupProposal, IndicatorProposal, RelationProposal
from loaders.review.review import ReviewedProposal

Row: TypeAlias = dict[str, str]
P = TypeVar("P", EntityProposal, RelationProposal, IndicatorProposal, GroupProposal)

ISSUER_LABEL = "Authority"


@dataclass(frozen=True, kw_only=True)
class PlanEntity:
    """An accepted entity of a plan.

    Attributes:
        id, label: as the graph has it, or will have it.
        name: the graph's own name of a known one, else the text's.
        proposal: what was accepted.
        item: who accepted it and when.
    """

    id: str
    label: str
    name: str
    proposal: EntityProposal
    item: ReviewedProposal


class AcceptedPlan:
    """The accepted proposals of a plan. It notes the clauses that its rows cite."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.source = plan.source
        self.cited: dict[Span, CitedClause] = {}
        stated = (place_of(item.proposal) for item in plan.items if not isinstance(item.proposal, EntityProposal))
        self._finder = ClauseFinder(plan.document, stated)

    def accepted(self, kind: type[P]) -> Iterator[tuple[ReviewedProposal, P]]:
        """Yield the accepted proposals of a kind, each with how it was decided."""
        for item in self.plan.items:
            if item.state == "accepted" and isinstance(item.proposal, kind):
                yield item, item.proposal

    @cached_property
    def entities(self) -> Mapping[str, PlanEntity]:
        """Return the accepted entities by the id of their proposal."""
        return {item.id: self._entity(item, proposal) for item, proposal in self.accepted(EntityProposal)}

    def _entity(self, item: ReviewedProposal, proposal: EntityProposal) -> PlanEntity:
        if known := self.plan.known.get(item.id):
            return PlanEntity(id=known.id, label=known.label, name=known.name, proposal=proposal, item=item)
        id_ = plan_entity_id(proposal.type, proposal.name, self.source.region)
        return PlanEntity(id=id_, label=proposal.type, name=proposal.name, proposal=proposal, item=item)

    @cached_property
    def issuer(self) -> KnownEntity:
        """Return the publisher, as the graph has it or as it will be."""
        id_ = plan_entity_id(ISSUER_LABEL, self.source.publisher, self.source.region)
        return self.plan.issuer or KnownEntity(id=id_, label=ISSUER_LABEL, name=self.source.publisher, rule="publisher")

    def entity_named(self, name: str) -> PlanEntity | None:
        """Return an accepted entity that a text calls so."""
        named = (entity for entity in self.entities.values() if name and entity.proposal.name == name)
        return next(named, None)

    def entity_at(self, span: Span) -> PlanEntity | None:
        """Return the accepted entity whose first place shares most characters with a place."""
        sharing = [entity for entity in self.entities.values() if entity.proposal.span.overlaps(span)]
        return max(sharing, key=lambda entity: _shared(entity.proposal.span, span), default=None)

    def cite(self, span: Span) -> Row:
        """Return the cells that cite a statement's own clause."""
        clause = self._finder.exactly(span)
        return {
            "evidence": self._clause_id(clause),
            "section": clause.section,
            "char_start": str(clause.span.start),
            "char_end": str(clause.span.end),
        }

    def clause_around(self, place: Span) -> str:
        """Return the id of the clause around a place."""
        return self._clause_id(self._finder.around(place))

    def _clause_id(self, clause: CitedClause) -> str:
        """Return the id of a clause, which from now on is one of the dataset's."""
        self.cited.setdefault(clause.span, clause)
        return f"{self.source.dataset}/{clause.span.start}-{clause.span.end}"


def _shared(left: Span, right: Span) -> int:
    return min(left.end, right.end) - max(left.start, right.start)
