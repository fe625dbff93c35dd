"""Sets whose size a text states, as proposals: 三大先导产业, 甲园、乙园等6家园区, “一核两带三区”, “五新工程”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.reading.certainty import certainty
from loaders.reading.passage import Passage
from loaders.reading.proposal import EntityProposal, GroupProposal
from loaders.reading.stated_sets import StatedSet, stated_sets

AGAIN = 10_000  # characters after which a set that is named again is proposed again: another part of a report
MEMBERS_NEAR = 200  # characters before members within which the set was named first


def groups(passages: Sequence[Passage], entities: Sequence[EntityProposal] = ()) -> tuple[GroupProposal, ...]:
    """Return the sets whose size a document states, in the order of its text.

    A set that is named again is proposed once: where its members are named, or else where it is named first.

    Args:
        passages: the document's.
        entities: what it names; members are given their names.
    """
    names = {entity.text: entity.name for entity in entities}
    found: list[GroupProposal] = []
    last: dict[tuple[str, str, str], int] = {}  # of a set's name, size and unit: where in the list it stands last
    for passage in passages:
        for stated in stated_sets(passage.text):
            proposal = _proposal(passage, stated, names)
            key = proposal.name, proposal.size, proposal.unit
            before = found[last[key]] if key in last else None
            if before is None or proposal.span.start - before.span.start >= AGAIN:
                last[key] = len(found)
                found.append(proposal)
            elif proposal.members and not before.members:
                found[last[key]] = _with_members(before, proposal)
    return tuple(sorted(found, key=lambda proposal: proposal.span))


def _with_members(before: GroupProposal, naming: GroupProposal) -> GroupProposal:
    """Return the mention that names the members; the one before it with them, if it is near."""
    near = naming.span.start - before.span.end < MEMBERS_NEAR
    return replace(before, members=naming.members) if near else naming


def _proposal(passage: Passage, stated: StatedSet, names: dict[str, str]) -> GroupProposal:
    return GroupProposal(
        name=passage.text[stated.name : stated.end].strip("“”"),
        size=stated.size,
        unit=stated.unit,
        members=tuple(names.get(member, member) for member in stated.members),
        span=passage.span(stated.start, stated.end),
        text=passage.text[stated.start : stated.end],
        rule=stated.rule,
        certainty=certainty(stated.rule),
    )
