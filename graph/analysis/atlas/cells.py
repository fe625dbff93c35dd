"""The cells of many regions at once: what is stated of them, and the state and the cover that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from graph.analysis.array_types import Codes, Counts, Flags, Indices, Reals
from graph.analysis.cell import CoverageState
from graph.analysis.method import Method
from graph.analysis.rounding import SCORE_DECIMALS
from graph.model.records import SUPPLY

STATE_ORDER = tuple(CoverageState)  # a state's code is its place here
STRONG, WEAK, PLANNED, ABSENT, UNKNOWN = range(len(STATE_ORDER))


def role_order(method: Method) -> tuple[str, ...]:
    """Return the roles in the order of the arrays' second axis, supply last."""
    return (*method.roles, SUPPLY)


@dataclass(frozen=True, eq=False, kw_only=True)
class StatedCells:
    """The statements of sources on several regions, each array regions x roles x segments.

    Attributes:
        supply: the sum of the organisations' weights.
        suppliers: how many organisations are there.
        is_held: whether there is a holding of any status.
        says_absent: whether a source says that nobody is there.
        is_claimed: whether a completeness claim stands that no holding contradicts.
        says_nobody: whether one of these claims names nobody.
        concentration: regions x segments, the Herfindahl-Hirschman index of the stated shares of supply; NaN: none.
    """

    supply: Reals
    suppliers: Counts
    is_held: Flags
    says_absent: Flags
    is_claimed: Flags
    says_nobody: Flags
    concentration: Reals

    @classmethod
    def empty(cls, regions: int, roles: int, segments: int) -> Self:
        """Return cells of which nothing is stated; ``roles`` counts supply."""
        shape = (regions, roles, segments)
        return cls(
            supply=np.zeros(shape),
            suppliers=np.zeros(shape, np.int32),
            is_held=np.zeros(shape, np.bool_),
            says_absent=np.zeros(shape, np.bool_),
            is_claimed=np.zeros(shape, np.bool_),
            says_nobody=np.zeros(shape, np.bool_),
            concentration=np.full((regions, segments), np.nan),
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class CellArrays:
    """The cells of several regions, each array regions x roles x segments; supply is the last role.

    Attributes:
        state: the place of the state in ``STATE_ORDER``.
        supply: the sum of the organisations' weights.
        suppliers: how many organisations are there.
        low: the lower end of the cover, in [0, 1].
        high: its upper end.
        is_claimed: whether a completeness claim stands.
        concentration: regions x segments, the Herfindahl-Hirschman index of supply; NaN: not assessable.
    """

    state: Codes
    supply: Reals
    suppliers: Counts
    low: Reals
    high: Reals
    is_claimed: Flags
    concentration: Reals

    def of(self, regions: Indices, segments: Indices) -> CellArrays:
        """Return the cells of some regions and segments."""
        return CellArrays(**{field.name: getattr(self, field.name)[regions][..., segments] for field in fields(self)})

    def followed_by(self, other: CellArrays) -> CellArrays:
        """Return these regions, then those of other cells."""
        names = [field.name for field in fields(self)]
        return CellArrays(**{name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in names})

    @property
    def is_covered(self) -> Flags:
        """Return whether some organisation supplies the segment: regions x segments."""
        return self.state[:, -1] <= WEAK


def compute_cells(stated: StatedCells, own_roles: Flags, thresholds: Sequence[float]) -> CellArrays:
    """Return the cells that statements make: ``compute_cell`` for all of them.

    Args:
        stated: the statements.
        own_roles: segments x roles (without supply), whether a segment is supplied by a role.
        thresholds: q of each role, supply last.
    """
    is_there = stated.suppliers > 0
    absent = stated.says_absent & ~is_there
    claimed, nobody = stated.is_claimed.copy(), stated.says_nobody.copy()
    for flags in (absent, claimed, nobody):  # what is said of every own role is said of supply
        flags[:, -1] |= np.all(flags[:, :-1] | ~own_roles.T, axis=1)
    q = np.asarray(thresholds)[:, None]
    strong = (np.round(stated.supply, SCORE_DECIMALS) >= np.round(q, SCORE_DECIMALS)) & (stated.supply > 0)
    weak, share = ~strong & (stated.supply > 0), stated.supply / q
    planned = ~strong & ~weak & stated.is_held
    missing = ~strong & ~weak & ~planned & (nobody | absent)
    state = np.select([strong, weak, planned, missing], [STRONG, WEAK, PLANNED, ABSENT], UNKNOWN).astype(np.int8)
    ruled_out = missing | (planned & (claimed | absent))
    return CellArrays(
        state=state,
        supply=stated.supply,
        suppliers=stated.suppliers,
        low=np.select([strong, weak], [1.0, share], 0.0),
        high=np.select([weak & claimed, ruled_out], [share, 0.0], 1.0),
        is_claimed=claimed,
        concentration=stated.concentration,
    )
