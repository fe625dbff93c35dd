"""What a gap is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import prod


class Kind(StrEnum):
    """What is to be done, in the order in which equal gaps are listed."""

    BUILD = "建链"
    FILL = "补链"
    STRENGTHEN = "强链"
    EXTEND = "扩链"


CODES = {Kind.BUILD: "jian", Kind.FILL: "bu", Kind.STRENGTHEN: "qiang", Kind.EXTEND: "kuo"}
ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Reason:
    """One reason: a code that the faces put into words, and what the words need."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Flag:
    """A weakness of a segment that has production. ``note`` is the figure behind it."""

    name: str
    weight: float
    certain: bool
    note: str = ""

    def worth(self, unsure_factor: float) -> float:
        """Its weight, reduced while unknowns could undo it."""
        return self.weight * (1 if self.certain else unsure_factor)


def weakness(flags: Iterable[Flag], unsure_factor: float) -> float:
    """How weak a segment is by its flags together: 1 - the product of (1 - worth)."""
    return 1 - prod(1 - flag.worth(unsure_factor) for flag in flags)


@dataclass(frozen=True)
class Gap:
    """A gap of a chain (``segment`` empty) or of a segment.

    ``certain``: it holds whatever the unknowns turn out to be; else it is 待核实 and its score is reduced.
    ``parts``: the numbers that the score is made of. ``rests_on``: ids of the statements behind it.
    """

    kind: Kind
    chain: str
    segment: str
    certain: bool
    score: float
    parts: Mapping[str, float | str | bool | None]
    reasons: tuple[Reason, ...]
    rests_on: tuple[str, ...]
    flags: tuple[Flag, ...] = ()

    @property
    def id(self) -> str:
        """Stable: the kind and the segment or chain."""
        return f"{CODES[self.kind]}:{self.segment or self.chain}"

    @property
    def rank(self) -> tuple[bool, float, int, str]:
        """Sorts the sure ones first, then by score, then by kind and id."""
        return not self.certain, -round(self.score, 9), ORDER[self.kind], self.segment or self.chain
