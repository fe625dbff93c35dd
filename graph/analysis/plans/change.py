"""A difference of two plans, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from graph.analysis.plans.matching import Pairing
from graph.analysis.plans.picture import ActualValue, PlanPicture, PlanRelation, PlanTarget, PlanThing

PlanItem: TypeAlias = PlanThing | PlanRelation | PlanTarget


class PlanChangeKind(StrEnum):
    """The kind of a change, in the order in which changes are listed."""

    RAISED = "raised"
    LOWERED = "lowered"
    REWORDED = "reworded"
    REACHED = "reached"
    UNREACHED = "unreached"
    MOVED = "moved"
    RENAMED = "renamed"
    NEW = "new"
    GONE = "gone"


MIRRORED = {
    PlanChangeKind.RAISED: PlanChangeKind.LOWERED,
    PlanChangeKind.REACHED: PlanChangeKind.UNREACHED,
    PlanChangeKind.NEW: PlanChangeKind.GONE,
}
MIRRORED |= {right: left for left, right in MIRRORED.items()}
ITEM_TYPES: tuple[type[PlanItem], ...] = (PlanTarget, PlanThing, PlanRelation)


@dataclass(frozen=True, kw_only=True)
class PlanChange:
    """One difference.

    Attributes:
        kind: what changed.
        before, after: the item in each plan; None where a plan has none.
        rule: why the two are taken for one; "" where their ids or names say so.
        is_sure: whether nobody has to confirm that they are one.
        actual: the achieved value by which a target is reached.
    """

    kind: PlanChangeKind
    before: PlanItem | None = None
    after: PlanItem | None = None
    rule: str = ""
    is_sure: bool = True
    actual: ActualValue | None = None

    @property
    def item(self) -> PlanItem:
        """Return the item as the later plan has it, else as the earlier one had it."""
        item = self.after or self.before
        assert item is not None  # noqa: S101 - a change without an item is never made
        return item

    def mirrored(self) -> PlanChange:
        """Return the same difference seen from the other plan."""
        return replace(self, kind=MIRRORED.get(self.kind, self.kind), before=self.after, after=self.before)


@dataclass(frozen=True, kw_only=True)
class PlanDiff:
    """The differences of two plans, targets first; ``same`` counts the items of both that did not change."""

    before: PlanPicture
    after: PlanPicture
    changes: tuple[PlanChange, ...]
    same: int

    def count(self, kind: PlanChangeKind) -> int:
        """Return the number of changes of a kind."""
        return sum(change.kind == kind for change in self.changes)


def pair_change(kind: PlanChangeKind, before: PlanItem, after: PlanItem, pair: Pairing) -> PlanChange:
    """Return a change of two items that are one; their rule is named where neither ids nor names say so."""
    rule = "" if pair.is_plain else pair.rule
    return PlanChange(kind=kind, before=before, after=after, rule=rule, is_sure=pair.is_sure)
