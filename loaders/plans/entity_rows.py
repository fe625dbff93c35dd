"""Rows of the entities that were accepted, and of the places that name them."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.plans.accepted import AcceptedPlan, PlanEntity, Row
from loaders.plans.wording import reviewer_note


def entity_rows(plan: AcceptedPlan) -> Iterator[Row]:
    """Yield a row for the issuer and for each accepted entity; several proposals of one thing have a row each."""
    yield {
        "row": "issuer",
        "id": plan.issuer.id,
        "label": plan.issuer.label,
        "name": plan.issuer.name,
        "existence": "existing",
        "granularity": "named",
    }
    yield from (_entity_row(entity) for entity in plan.entities.values())


def _entity_row(entity: PlanEntity) -> Row:
    proposal = entity.proposal
    aliases = dict.fromkeys((*proposal.aliases, proposal.name))
    aliases.pop(entity.name, None)
    return {
        "row": entity.item.id,
        "id": entity.id,
        "label": entity.label,
        "name": entity.name,
        "aliases": "|".join(aliases),
        "existence": proposal.status,
        "granularity": proposal.granularity,
        "note": reviewer_note(entity.item),
    }


def mention_rows(plan: AcceptedPlan) -> Iterator[Row]:
    """Yield where accepted entities are named, each place in the clause around it."""
    places = {
        (place, entity.id): None
        for entity in plan.entities.values()
        for place in (entity.proposal.span, *entity.proposal.mentions)
    }
    for place, id_ in places:
        yield {
            "clause_id": plan.clause_around(place),
            "entity_id": id_,
            "char_start": str(place.start),
            "char_end": str(place.end),
            "nesting": "maximal",
        }
