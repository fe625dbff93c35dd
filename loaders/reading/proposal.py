"""Proposals: things, statements, figures and sizes that a text may state, each with its exact place.

Each names its ``rule``, the id in the YAML files or ``model:NAME`` of a bureau's own model, and its ``certainty``
from 0 to 1: the share of proposals by that rule that people accept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from loaders.documents.text_document import Span

REACHED_KINDS = frozenset({"actual", "stock"})  # of indicators: what is there already


@dataclass(frozen=True, kw_only=True)
class EntityProposal:
    """A thing that the text names, or a class that it speaks of.

    Attributes:
        span: its first place; of a conjunct with a shared head, from the conjunct to the head.
        text: the slice of the text at ``span``, which proves the place.
        name: the whole name: completed by a shared head, without line ends and outer quotation marks.
        type: a node label of the schema.
        status: ``existing``, ``planned`` or ``aspired``.
        granularity: ``named`` or ``class``.
        mentions: its other places.
        aliases: other names that the text gives it.
    """

    span: Span
    text: str
    name: str
    type: str
    status: str
    granularity: str
    rule: str
    certainty: float
    mentions: tuple[Span, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RelationProposal:
    """A statement that joins two things.

    Attributes:
        relation: an edge type of the schema.
        source: the place of the one end; None: the issuer of the document, whom the sentence leaves unsaid.
        target: the place of the other end; None: the issuer.
        clause: the place of the clause that says it.
        text: the slice of the text at ``clause``.
        status: ``existing``, ``planned`` or ``aspired``.
    """

    relation: str
    source: Span | None
    target: Span | None
    clause: Span
    text: str
    status: str
    rule: str
    certainty: float


@dataclass(frozen=True, kw_only=True)
class IndicatorProposal:
    """A figure that the text states.

    Attributes:
        name: the measure's name.
        comparator: ``=``, ``>``, ``>=``, ``~``, ``<=``, ``<`` or ``range``.
        value: as printed; of a range its lower end.
        value_max: the upper end of a range, else empty.
        unit: as printed.
        period: as printed, or the year that the document reports on; empty where neither is known.
        kind: ``target``, ``actual``, ``stock``, ``rank``, ``coverage``, ``threshold``, ``frequency`` or ``name_count``.
        applies_to: the words for what it is a figure of.
        aimed: whether a text that plans states it, so that a rank, coverage or limit is one to reach or to keep.
        span: its place, from the name to the unit.
        text: the slice of the text at ``span``.
    """

    name: str
    comparator: str
    value: str
    unit: str
    kind: str
    span: Span
    text: str
    rule: str
    certainty: float
    value_max: str = ""
    period: str = ""
    applies_to: str = ""
    aimed: bool = False

    @property
    def is_target(self) -> bool:
        """Return whether it is to be reached or kept: of a plan its targets, ranks, coverages and limits."""
        return self.kind == "target" or (self.aimed and self.kind not in REACHED_KINDS)


@dataclass(frozen=True, kw_only=True)
class GroupProposal:
    """A set whose size the text states.

    Attributes:
        name: the words for it.
        size: the stated size, as printed in digits; several joined by ``+``.
        unit: as printed.
        members: the members that are named beside it.
        span: its place.
        text: the slice of the text at ``span``.
    """

    name: str
    size: str
    unit: str
    span: Span
    text: str
    rule: str
    certainty: float
    members: tuple[str, ...] = ()


Proposal: TypeAlias = EntityProposal | RelationProposal | IndicatorProposal | GroupProposal


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """All that is proposed of one text, each kind in the order of the text."""

    entities: tuple[EntityProposal, ...] = ()
    relations: tuple[RelationProposal, ...] = ()
    indicators: tuple[IndicatorProposal, ...] = ()
    groups: tuple[GroupProposal, ...] = ()

    def __iter__(self) -> Iterator[Proposal]:
        yield from self.entities
        yield from self.relations
        yield from self.indicators
        yield from self.groups
