"""Sets of a stated size as things of the text, so that statements may be about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.reading.proposal import EntityProposal, GroupProposal

MAX_GROUP_CHARACTERS = 30  # a longer place is a list of members more often than a name (15 of 38 annotated sets)


def with_groups(entities: Sequence[EntityProposal], groups: Iterable[GroupProposal]) -> tuple[EntityProposal, ...]:
    """Return the things of a text and its sets, in the order of the text. A set at the place of a thing is that thing.

    Args:
        entities: the things.
        groups: the sets.
    """
    taken = {span for entity in entities for span in (entity.span, *entity.mentions)}
    sets = [
        EntityProposal(
            span=group.span,
            text=group.text,
            name=group.name,
            type="Group",
            status="existing",
            granularity="named",
            rule=group.rule,
            certainty=group.certainty,
        )
        for group in groups
        if group.span not in taken and group.span.end - group.span.start <= MAX_GROUP_CHARACTERS
    ]
    return tuple(sorted((*entities, *sets), key=lambda entity: (entity.span.start, -entity.span.end)))
