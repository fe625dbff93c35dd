"""A gap: a segment or a chain, its kind, its score and its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import prod

from graph.analysis.rounding import SCORE_DECIMALS


class GapKind(StrEnum):
    """The kind of action that a gap asks for, in the order in which equal gaps are listed."""

    BUILD = "建链"
    FILL = "补链"
    STRENGTHEN = "强链"
    EXTEND = "扩链"


GAP_ID_PREFIXES = {GapKind.BUILD: "jian", GapKind.FILL: "bu", GapKind.STRENGTHEN: "qiang", GapKind.EXTEND: "kuo"}
GAP_KIND_ORDER = {kind: place for place, kind in enumerate(GapKind)}


@dataclass(frozen=True)
class Reason:
    """One reason: a code that the faces put into words, and what the words need."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class RiskFlag:
    """A weakness of a segment that has production. ``note`` is the figure behind it."""

    name: str
    weight: float
    certain: bool
    note: str = ""

    def effective_weight(self, unsure_factor: float) -> float:
        """Return the gap's weight, reduced while unknowns could undo the gap."""
        return self.weight * (1 if self.certain else unsure_factor)


def combined_weakness(flags: Iterable[RiskFlag], unsure_factor: float) -> float:
    """Combine a segment's flags into one weakness: 1 - the product of (1 - worth)."""
    return 1 - prod(1 - flag.effective_weight(unsure_factor) for flag in flags)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A gap of a chain (``segment`` empty) or of a segment.

    ``certain``: it holds whatever the unknowns turn out to be; else it is 待核实 and its score is reduced.
    ``parts``: the numbers that the score is made of. ``statement_ids``: the statements behind it.
    """

    kind: GapKind
    chain: str
    segment: str
    certain: bool
    score: float
    parts: Mapping[str, float | str | bool | None]
    reasons: tuple[Reason, ...]
    statement_ids: tuple[str, ...]
    flags: tuple[RiskFlag, ...] = ()

    @property
    def id(self) -> str:
        """Return a stable id: the kind and the segment or chain."""
        return f"{GAP_ID_PREFIXES[self.kind]}:{self.segment or self.chain}"

    @property
    def rank(self) -> tuple[bool, float, int, str]:
        """Return a key that sorts the sure ones first, then by score, then by kind and id."""
        return (
            not self.certain,
            -round(self.score, SCORE_DECIMALS),
            GAP_KIND_ORDER[self.kind],
            self.segment or self.chain,
        )
