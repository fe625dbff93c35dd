"""Rows of the figures that were accepted: targets, observations, and the stated sizes of groups."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.plans.accepted import AcceptedPlan, Row
from loaders.plans.wording import reviewer_note
from loaders.reading.proposal import GroupProposal, IndicatorProposal
from loaders.review.review import ReviewedProposal

OTHER_KINDS = {"threshold": "（门槛）", "frequency": "（频次）", "name_count": "（名中的数）"}
"""What is added to the measure of a figure that was not reached, so that it is never taken for a target's value."""


def target_rows(plan: AcceptedPlan) -> Iterator[Row]:
    """Yield an entity for each figure that is to be reached."""
    for item, indicator in _targets(plan):
        cited = plan.cite(indicator.span)
        yield {
            "row": item.id,
            "id": _target_id(plan, item),
            "label": "Target",
            "name": indicator.name,
            "kind": indicator.kind,
            "existence": "planned",
            "granularity": "named",
            "value": indicator.value,
            "value_max": indicator.value_max,
            "comparator": indicator.comparator,
            "unit": indicator.unit,
            "period": indicator.period,
            "note": reviewer_note(item),
            **{name: cited[name] for name in ("section", "char_start", "char_end")},
        }


def target_edges(plan: AcceptedPlan) -> Iterator[Row]:
    """Yield who aims at each target, and what it measures."""
    for item, indicator in _targets(plan):
        statement = {"status": "planned", "support": "established", "note": reviewer_note(item)}
        aimed = {"source_id": plan.issuer.id, "type": "TARGETS", "target_id": _target_id(plan, item)}
        measured = {"source_id": _target_id(plan, item), "type": "MEASURES", "target_id": _subject(plan, indicator)}
        for suffix, ends, confidence, stated in (("", aimed, "explicit", "no"), (".of", measured, "inferred", "yes")):
            yield {
                "id": f"{item.id}{suffix}",
                **ends,
                "confidence": confidence,
                "subject_stated": stated,
                **statement,
                **plan.cite(indicator.span),
            }


def observation_rows(plan: AcceptedPlan) -> Iterator[Row]:
    """Yield the figures that are no targets, each at the thing or the region that it is of."""
    for item, indicator in plan.accepted(IndicatorProposal):
        if not indicator.is_target:
            yield {
                "id": item.id,
                "subject_id": _subject(plan, indicator),
                "measure": f"{indicator.name}{OTHER_KINDS.get(indicator.kind, '')}",
                "value": indicator.value,
                "value_max": indicator.value_max,
                "unit": indicator.unit,
                "period": indicator.period,
                "evidence": plan.cite(indicator.span)["evidence"],
                "note": reviewer_note(item),
            }


def size_rows(plan: AcceptedPlan) -> Iterator[Row]:
    """Yield the stated sizes of groups, each at the accepted entity that stands there; several parts a row each."""
    for item, group in plan.accepted(GroupProposal):
        entity = plan.entity_at(group.span)
        for part, size in enumerate(group.size.split("+") if entity else ()):
            yield {
                "id": f"{item.id}.{part}" if part else item.id,
                "subject_id": entity.id if entity else "",
                "measure": "stated_size",
                "value": size,
                "unit": group.unit,
                "evidence": plan.cite(group.span)["evidence"],
                "note": reviewer_note(item),
            }


def _targets(plan: AcceptedPlan) -> Iterator[tuple[ReviewedProposal, IndicatorProposal]]:
    return ((item, figure) for item, figure in plan.accepted(IndicatorProposal) if figure.is_target)


def _target_id(plan: AcceptedPlan, item: ReviewedProposal) -> str:
    return f"tgt-{plan.source.dataset}-{item.id}"


def _subject(plan: AcceptedPlan, indicator: IndicatorProposal) -> str:
    """Return the id of what a figure is of: an accepted entity of that name, else the region."""
    entity = plan.entity_named(indicator.applies_to)
    return entity.id if entity else plan.source.region
