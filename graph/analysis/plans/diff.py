"""Two plans side by side: what is new, gone, renamed, further along; targets raised, lowered, reached.

The comparison is symmetric: the differences of B and A are the mirrored ones of A and B, and a plan does not differ
from itself. What a rule joins is proposed with the rule's name, so that nothing is renamed in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from graph.analysis.plans.change import ITEM_TYPES, PlanChange, PlanChangeKind, PlanDiff, PlanItem, pair_change
from graph.analysis.plans.demand import demand_change
from graph.analysis.plans.matching import (
    Pairing,
    Proposer,
    match_targets,
    match_things,
    measure_mark,
    name_mark,
)
from graph.analysis.plans.picture import STATUS_RANK, PlanPicture, PlanRelation, PlanTarget, PlanThing
from graph.analysis.plans.reached import reached_changes

Listed = TypeVar("Listed", PlanThing, PlanTarget)


def no_proposals(before: Sequence[PlanThing], after: Sequence[PlanThing]) -> Iterable[Pairing]:
    """Propose no pair: only ids and names join things then."""
    return ()


def diff_plans(before: PlanPicture, after: PlanPicture, propose: Proposer = no_proposals) -> PlanDiff:
    """Compare two plans.

    Args:
        before, after: the plans.
        propose: gives pairs of things that may be one under two names, each with its rule; it must be symmetric.
    """
    pairs = match_things(before.things, after.things, propose)
    ids = {pair.after: pair.before for pair in pairs}
    things, lone_things = _joined(before.things, after.things, pairs)
    target_pairs = match_targets(before.targets, after.targets, ids)
    targets, lone_targets = _joined(before.targets, after.targets, target_pairs)
    changes = [
        *lone_things,
        *lone_targets,
        *(change for pair in things for change in _thing_changes(*pair)),
        *(change for pair in targets for change in _target_changes(*pair)),
        *_relation_changes(before.relations, after.relations, ids),
        *reached_changes(before, after, targets, ids),
    ]
    changed = {id(item) for change in changes for item in (change.before, change.after)}
    same = sum(id(pair[0]) not in changed for pair in (*things, *targets))
    return PlanDiff(before=before, after=after, changes=tuple(sorted(changes, key=_order)), same=same)


def _order(change: PlanChange) -> tuple[object, ...]:
    item = change.item
    place = item.place.char_start if item.place else 0
    key = item.key if isinstance(item, PlanRelation) else (item.id,)
    return ITEM_TYPES.index(type(item)), list(PlanChangeKind).index(change.kind), place, key


def _joined(
    before: Sequence[Listed], after: Sequence[Listed], pairs: Iterable[Pairing]
) -> tuple[list[tuple[Listed, Listed, Pairing]], list[PlanChange]]:
    """Return the items of pairs, and those that only one plan has as new or gone."""
    old = {item.id: item for item in before}
    new = {item.id: item for item in after}
    joined = [(old.pop(pair.before), new.pop(pair.after), pair) for pair in pairs]
    lone: list[PlanChange] = [PlanChange(kind=PlanChangeKind.GONE, before=item) for item in old.values()]
    lone += [PlanChange(kind=PlanChangeKind.NEW, after=item) for item in new.values()]
    return joined, lone


def _renamed(before: PlanItem, after: PlanItem, pair: Pairing) -> PlanChange:
    """Return a rename, which names its rule, whatever it is."""
    return PlanChange(kind=PlanChangeKind.RENAMED, before=before, after=after, rule=pair.rule, is_sure=pair.is_sure)


def _thing_changes(before: PlanThing, after: PlanThing, pair: Pairing) -> Iterator[PlanChange]:
    """Yield another name, and another status; a name that the other plan has as an alias is not another one."""
    names = [frozenset(map(name_mark, (thing.name, *thing.aliases))) for thing in (before, after)]
    if name_mark(before.name) not in names[1] and name_mark(after.name) not in names[0]:
        yield _renamed(before, after, pair)
    if before.status and after.status and before.status != after.status:
        yield pair_change(PlanChangeKind.MOVED, before, after, pair)


def _target_changes(before: PlanTarget, after: PlanTarget, pair: Pairing) -> Iterator[PlanChange]:
    """Yield another name, another status, another demand."""
    if measure_mark(before.name) != measure_mark(after.name):
        yield _renamed(before, after, pair)
    if before.status and after.status and before.status != after.status:
        yield pair_change(PlanChangeKind.MOVED, before, after, pair)
    if kind := demand_change(before, after):
        yield pair_change(kind, before, after, pair)


def _relation_changes(
    before: Iterable[PlanRelation], after: Iterable[PlanRelation], ids: Mapping[str, str]
) -> Iterator[PlanChange]:
    """Yield the changes of relations between things that both plans have; the others are new or gone with an end."""
    shared = set(ids.values())
    old = _surest((relation.key, relation) for relation in before if {relation.source, relation.target} <= shared)
    new = _surest(
        ((ids[relation.source], relation.type, ids[relation.target]), relation)
        for relation in after
        if {relation.source, relation.target} <= ids.keys()
    )
    for key in old.keys() | new.keys():
        one, other = old.get(key), new.get(key)
        if one is None or other is None:
            yield PlanChange(kind=PlanChangeKind.GONE if other is None else PlanChangeKind.NEW, before=one, after=other)
        elif one.status != other.status:
            yield PlanChange(kind=PlanChangeKind.MOVED, before=one, after=other)


def _surest(
    relations: Iterable[tuple[tuple[str, str, str], PlanRelation]],
) -> dict[tuple[str, str, str], PlanRelation]:
    """Return one relation of each key: the one with the surest status, the first of several."""
    surest: dict[tuple[str, str, str], PlanRelation] = {}
    for key, relation in relations:
        if key not in surest or STATUS_RANK[relation.status] > STATUS_RANK[surest[key].status]:
            surest[key] = relation
    return surest
