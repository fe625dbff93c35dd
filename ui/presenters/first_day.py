"""The first day of a region in words: what is there, what is missing, what the next list would make known."""

from __future__ import annotations

from queries.first_day import FirstDay, ResourceState
from queries.region import RegionAnalysis
from ui.text import Words

THINGS = frozenset({"technologies", "projects"})  # counted as things, the other kinds as organisations


def described_text(resource: ResourceState, words: Words) -> str:
    """Return how many of a kind are there."""
    if not resource.described:
        return words("start.lists_none")
    key = "start.lists_in_things" if resource.kind.list_type in THINGS else "start.lists_in"
    return words(key, count=resource.described)


def next_text(resource: ResourceState, words: Words) -> str:
    """Return how much is known in the kind's role, and what the next list would make known."""
    role = words(f"role.{resource.kind.role}")
    known = words("start.lists_known", role=role, segments=resource.segments, known=resource.known)
    key = "start.lists_next" if resource.unknown else "start.lists_complete"
    return words("separator.clause").join((known, words(key, unknown=resource.unknown)))


def result_text(analysis: RegionAnalysis, day: FirstDay, words: Words) -> str:
    """Return what the region's analysis shows so far."""
    supply = day.resources[0]
    if not any(resource.known for resource in day.resources):
        return words("start.see_nothing")
    return words(
        "start.see_some",
        gaps=len(analysis.gaps),
        sure=sum(gap.certain for gap in analysis.gaps),
        segments=supply.segments,
        known=supply.known,
    )
