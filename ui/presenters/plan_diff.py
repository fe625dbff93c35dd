"""The differences of two plans in words: what changed, from what to what, where each plan says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.plans.change import PlanChange, PlanChangeKind, PlanDiff, PlanItem
from graph.analysis.plans.picture import STATUS_RANK, PlanPlace, PlanRelation, PlanTarget, PlanThing
from ui.presenters.demand import dated_demand
from ui.presenters.target_progress import actual_text
from ui.text import Words

PLAN_CHANGE_COLUMNS = ("change", "type", "name", "before", "after", "rule", "before_passage", "after_passage")
GROUPS = ("targets", "things", "relations")
KINDS_AHEAD = (PlanChangeKind.RAISED, PlanChangeKind.REACHED, PlanChangeKind.NEW)
KINDS_BEHIND = (PlanChangeKind.LOWERED, PlanChangeKind.UNREACHED, PlanChangeKind.GONE)


@dataclass(frozen=True, kw_only=True)
class PlanChangeRow:
    """A change as a row.

    Attributes:
        group: what it is a change of; one of ``GROUPS``.
        kind: a ``PlanChangeKind``.
        tone: ahead, behind or aside.
        id: that of the entity; "" for a relation.
        change, type, name, before, after, rule: cells in words.
        before_passage, after_passage: the sentences, else the places.
    """

    group: str
    kind: str
    tone: str
    id: str
    change: str
    type: str
    name: str
    before: str
    after: str
    rule: str
    before_passage: str
    after_passage: str

    def cells(self) -> list[str]:
        """Return the texts of ``PLAN_CHANGE_COLUMNS``."""
        return [str(getattr(self, column)) for column in PLAN_CHANGE_COLUMNS]


def plan_change_rows(diff: PlanDiff, words: Words) -> list[PlanChangeRow]:
    """Return every change as a row, in the order of the comparison."""
    return [_row(change, words) for change in diff.changes]


def plan_diff_counts(rows: Iterable[PlanChangeRow]) -> dict[str, int]:
    """Return the number of changes by caption, in the order of the kinds."""
    order = [kind.value for kind in PlanChangeKind]
    captions = sorted(rows, key=lambda row: order.index(row.kind))
    return dict(Counter(row.change for row in captions))


def plan_diff_summary(diff: PlanDiff, words: Words) -> str:
    """Write how many changes of each kind there are, and how much is the same."""
    counts = plan_diff_counts(plan_change_rows(diff, words))
    parts = [words("counted", title=caption, count=count) for caption, count in counts.items()]
    return words("plan_diff.summary", changes=parts or [words("plan_diff.nothing")], same=diff.same)


def _row(change: PlanChange, words: Words) -> PlanChangeRow:
    item = change.item
    before, after = (_side(change, side, words) for side in (change.before, change.after))
    if change.actual is not None:
        achieved = words("plan_diff.achieved", value=actual_text(change.actual, words))
        after = achieved if change.kind == PlanChangeKind.REACHED else after
        before = achieved if change.kind == PlanChangeKind.UNREACHED else before
    passages = [passage_text(item.place if item else None, words) for item in (change.before, change.after)]
    if change.actual is not None and change.actual.place:
        passages[change.kind == PlanChangeKind.REACHED] = passage_text(change.actual.place, words)
    return PlanChangeRow(
        group=_group(item),
        kind=change.kind.value,
        tone=_tone(change),
        id="" if isinstance(item, PlanRelation) else item.id,
        change=_caption(change, words),
        type=words.label("Target" if isinstance(item, PlanTarget) else _type(item)),
        name=_name(item, words),
        before=before,
        after=after,
        rule=_rule(change, words),
        before_passage=passages[0],
        after_passage=passages[1],
    )


def _group(item: PlanItem) -> str:
    return GROUPS[(PlanTarget, PlanThing, PlanRelation).index(type(item))]


def _type(item: PlanItem) -> str:
    return item.type if isinstance(item, PlanRelation) else getattr(item, "label", "")


def _name(item: PlanItem, words: Words) -> str:
    if isinstance(item, PlanRelation):
        return words("plan_diff.relation", source=item.source_name, target=item.target_name)
    return item.name


def _caption(change: PlanChange, words: Words) -> str:
    """Name the change; a move says whether it leads on or back, and an unsure rename that it is proposed."""
    if change.kind == PlanChangeKind.MOVED:
        return words("plan_diff.forward" if _is_forward(change) else "plan_diff.back")
    if change.kind == PlanChangeKind.RENAMED and not change.is_sure:
        return words("plan_diff.maybe_renamed")
    return words(f"plan_diff.{change.kind}")


def _is_forward(change: PlanChange) -> bool:
    """Return whether a move leads from aspired to planned to existing."""
    before, after = (STATUS_RANK.get(item.status, 0) if item else 0 for item in (change.before, change.after))
    return after > before


def _tone(change: PlanChange) -> str:
    if change.kind in KINDS_AHEAD or (change.kind == PlanChangeKind.MOVED and _is_forward(change)):
        return "ahead"
    return "behind" if change.kind in (*KINDS_BEHIND, PlanChangeKind.MOVED) else "aside"


def _side(change: PlanChange, item: PlanItem | None, words: Words) -> str:
    """Write what one plan has: its name of a renamed thing, its number of a target, else the status."""
    if item is None:
        return ""
    status = words(f"status.{item.status}") if item.status else ""
    if change.kind == PlanChangeKind.RENAMED and not isinstance(item, PlanRelation):
        return item.name
    if change.kind == PlanChangeKind.MOVED or not isinstance(item, PlanTarget):
        return status
    return dated_demand(item, words)


def _rule(change: PlanChange, words: Words) -> str:
    if not change.rule:
        return ""
    rule = words(f"rule.{change.rule}")
    return rule if change.is_sure else words("plan_diff.proposed", rule=rule)


def passage_text(place: PlanPlace | None, words: Words) -> str:
    """Write a sentence with its section; without the text, the place alone."""
    if place is None:
        return ""
    if not place.sentence:
        return place.section
    return words("plan_diff.passage", sentence=place.sentence, section=place.section)
