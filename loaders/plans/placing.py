"""Leads: the chains of the template that a plan's fields may be, the segments that its organisations may be at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.model.schema_file import default_schema
from loaders.lists.word_lists import fold, name_words
from loaders.plans.accepted import AcceptedPlan, PlanEntity, Row
from loaders.plans.plan import ChainTemplate
from loaders.plans.wording import reviewer_note
from loaders.reading.proposal import RelationProposal

FIELD_LABELS = frozenset({"Chain", "Technology"})
INDUSTRY_ENDING = re.compile(r"(产业链|产业集群|产业|集群|行业|领域|技术|制造业?)+$")
FOCUS = "FOCUSES_ON"


def correspondence_rows(plan: AcceptedPlan, template: ChainTemplate) -> Iterator[Row]:
    """Yield the chains of the template that an accepted field or chain may be, as leads to confirm."""
    for entity in plan.entities.values():
        if entity.label in FIELD_LABELS and entity.proposal.granularity == "named":
            named = template.index.classifier.named_chains(entity.proposal.name)
            for chain, chain_name in sorted(template.chains.items()):
                if chain in named and chain != entity.id:
                    yield {
                        "id": f"{entity.item.id}.{chain}",
                        "source_id": entity.id,
                        "type": "CORRESPONDS_TO",
                        "target_id": chain,
                        "kind": correspondence(entity.label, entity.proposal.name, chain_name),
                        **_lead(plan, entity),
                    }


def correspondence(label: str, name: str, chain: str) -> str:
    """Return how a field or a chain of a text may correspond to a chain of the template.

    >>> correspondence("Technology", "轨道交通产业", "轨道交通")
    'same'
    >>> correspondence("Technology", "石墨烯", "石墨烯/碳材料"), correspondence("Technology", "人工智能", "机器人")
    ('narrower', 'related')
    >>> correspondence("Chain", "江南石墨烯产业链", "石墨烯/碳材料")
    'local_form'
    """
    if label == "Chain":
        return "local_form"
    field, words = fold(INDUSTRY_ENDING.sub("", name)), name_words(chain)
    if field == fold(chain):
        return "same"
    return "narrower" if field in words else "related"


def placement_rows(plan: AcceptedPlan, template: ChainTemplate) -> Iterator[Row]:
    """Yield the segments that an accepted organisation may be at, by its name and by what it focuses on, as leads."""
    organisations = {source for source, _ in default_schema().edges["ACTIVE_IN"].endpoints}
    focus = _focus_words(plan)
    for entity in plan.entities.values():
        if entity.label in organisations and entity.proposal.granularity == "named":
            words = "、".join((entity.proposal.name, *focus.get(entity.id, ())))
            for match in template.index.classifier.classify(words):
                yield {
                    "id": f"{entity.item.id}.{match.segment}",
                    "source_id": entity.id,
                    "type": "ACTIVE_IN",
                    "target_id": match.segment,
                    "kind": template.index.role_at(match.segment, entity.label),
                    "region": plan.source.region,
                    **_lead(plan, entity),
                }


def _focus_words(plan: AcceptedPlan) -> Mapping[str, list[str]]:
    """Return the names of the fields that each accepted organisation focuses on, by its id."""
    words: dict[str, list[str]] = {}
    for item, relation in plan.accepted(RelationProposal):
        ends = [plan.entities.get(end) for end in item.ends]
        if relation.relation == FOCUS and len(ends) == 2 and ends[0] and ends[1]:
            words.setdefault(ends[0].id, []).append(ends[1].proposal.name)
    return words


def _lead(plan: AcceptedPlan, entity: PlanEntity) -> Row:
    return {
        "status": entity.proposal.status,
        "confidence": "inferred",
        "support": "lead",
        "evidence": plan.clause_around(entity.proposal.span),
        "note": reviewer_note(entity.item),
    }
