"""One plan as a comparison sees it: its things, statements and targets, each with its place in the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

STATUS_RANK: Mapping[str, int] = MappingProxyType({"aspired": 1, "planned": 2, "existing": 3})


@dataclass(frozen=True, kw_only=True)
class PlanPlace:
    """A place in a plan.

    Attributes:
        document: its title.
        section: the heading above it, as the annotation names it.
        char_start, char_end: code points of the document's text.
        sentence: the sentence around it; empty where the user has not given the text.
    """

    document: str
    section: str
    char_start: int
    char_end: int
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanThing:
    """An entity of a plan.

    Attributes:
        id, label, name, aliases: as the plan's own row has them.
        code: its credit code, where known.
        status: existing, planned, aspired, or empty where the plan does not say.
        place: where its status is said, else where it is first named.
    """

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    status: str = ""
    place: PlanPlace | None = None


@dataclass(frozen=True, kw_only=True)
class PlanRelation:
    """A relation of one thing to another, with the surest status that the plan gives it."""

    source: str
    type: str
    target: str
    source_name: str
    target_name: str
    status: str
    place: PlanPlace | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what tells it from other relations of its plan."""
        return self.source, self.type, self.target


@dataclass(frozen=True, kw_only=True)
class PlanTarget:
    """A target as printed; ``measures`` are the ids of what it is a figure of, ``plan_year`` is its plan's."""

    id: str
    name: str
    kind: str = ""
    comparator: str = ""
    value: str = ""
    value_max: str = ""
    unit: str = ""
    period: str = ""
    status: str = ""
    measures: frozenset[str] = frozenset()
    plan_year: int | None = None
    place: PlanPlace | None = None


@dataclass(frozen=True, kw_only=True)
class ActualValue:
    """An achieved value: an observation of the measure ``actual``.

    Attributes:
        statement: its id.
        about: the id of its subject, mostly a target.
        name: the measure's name where the subject is no target; else empty.
        value, unit, period: as printed.
        year: of its source, where the period names none.
        dataset: who says it.
        is_lead: whether it is 待核实, such as a row that fits its target only by likeness.
        place: where a plan or report says it; the other properties cite the source.
    """

    statement: str
    about: str
    name: str = ""
    value: str
    unit: str = ""
    period: str = ""
    year: int | None = None
    dataset: str = ""
    is_lead: bool = False
    place: PlanPlace | None = None
    evidence: str | None = None
    source_title: str | None = None
    publisher: str | None = None
    published: str | None = None
    grade: str | None = None
    access: str | None = None
    publisher_kind: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlanPicture:
    """The statements of one plan, and the achieved values that were known when it was written."""

    dataset: str
    title: str
    year: int | None = None
    things: tuple[PlanThing, ...] = ()
    relations: tuple[PlanRelation, ...] = ()
    targets: tuple[PlanTarget, ...] = ()
    actuals: tuple[ActualValue, ...] = ()
