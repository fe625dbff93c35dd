"""Rows of the relations that were accepted, and leads for what nobody has decided on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from graph.model.schema_file import default_schema
from loaders.plans.accepted import AcceptedPlan, PlanEntity, Row
from loaders.plans.plan import KnownEntity
from loaders.plans.wording import description_of, name_of, place_of, reviewer_note, type_of
from loaders.reading.proposal import RelationProposal
from loaders.review.review import ReviewedProposal

End: TypeAlias = PlanEntity | KnownEntity

CONFIRM = "在“读文件”页对照原文核对"
NO_END = ""  # of a relation whose end is the issuer, or nothing that was proposed


def relation_rows(plan: AcceptedPlan) -> Iterator[Row]:
    """Yield the accepted relations whose ends were accepted, and whose type may join them by the schema."""
    for item, relation in plan.accepted(RelationProposal):
        source, target = _ends(plan, item, relation)
        if source and target and is_allowed(relation.relation, source, target):
            yield {
                "id": item.id,
                "source_id": source.id,
                "type": relation.relation,
                "target_id": target.id,
                "status": relation.status,
                "confidence": "explicit",
                "support": "established",
                "subject_stated": "no" if relation.source is None else "yes",
                "note": reviewer_note(item),
                **plan.cite(relation.clause),
            }


def _ends(plan: AcceptedPlan, item: ReviewedProposal, relation: RelationProposal) -> tuple[End | None, End | None]:
    """Return the two ends of a relation; None for one that was not accepted."""
    source, target = item.ends or (NO_END, NO_END)
    return (
        plan.issuer if relation.source is None else plan.entities.get(source),
        plan.issuer if relation.target is None else plan.entities.get(target),
    )


def is_allowed(relation: str, source: End, target: End) -> bool:
    """Return whether a relation may join two things: two different ones, of types that the schema names for it."""
    return source.id != target.id and (source.label, target.label) in default_schema().edges[relation].endpoints


def lead_rows(plan: AcceptedPlan) -> Iterator[Row]:
    """Yield a lead for each open proposal. It is about the known thing that it is, else about the region."""
    for item in plan.plan.items:
        if item.state == "open":
            known = plan.plan.known.get(item.id)
            yield {
                "id": item.id,
                "who": name_of(item.proposal),
                "suspected": description_of(item.proposal),
                "type": type_of(item.proposal),
                "entity_ids": known.id if known else plan.source.region,
                "reason": "unreviewed",
                "confirm": CONFIRM,
                "evidence": plan.clause_around(place_of(item.proposal)),
            }
