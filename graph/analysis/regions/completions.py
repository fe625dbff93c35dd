"""The ways in which unknown segments may turn out: all of them where they are few, else a sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.array_types import Flags, Reals
from graph.analysis.regions.bounds import Bounds
from graph.analysis.regions.complexity import complexity
from graph.analysis.regions.presence import Presence

MOST_LISTED = 10  # unknowns: 1,024 completions, about a second for fifty regions
DRAWS = 200  # of a sample: on average, 99 % of further draws would lie between its ends
SEED = 2018


@dataclass(frozen=True, eq=False, kw_only=True)
class ComplexityBounds:
    """The least and the greatest ECI and PCI that were found.

    Attributes:
        eci: an end of each region; NaN where it is never determined.
        pci: an end of each segment.
        is_exact: whether every completion was tried; otherwise the truth may lie outside.
    """

    eci: Bounds
    pci: Bounds
    is_exact: bool


def complexity_bounds(presence: Presence, draws: int = DRAWS) -> ComplexityBounds | None:
    """Return the range of the indices over the completions of what is unknown; None where no completion has any."""
    found = [indices for held in completions(presence, draws) if (indices := complexity(held)) is not None]
    if not found:
        return None
    return ComplexityBounds(
        eci=_ends([each.eci for each in found]),
        pci=_ends([each.pci for each in found]),
        is_exact=int(presence.unknown.sum()) <= MOST_LISTED,
    )


def completions(presence: Presence, draws: int = DRAWS) -> Iterator[Flags]:
    """Yield what regions may hold: every completion where unknowns are few, else a sample with both extremes.

    In a sample, each completion has a share of its own of unknowns that are held: otherwise all would hold about half.
    """
    size = int(presence.unknown.sum())
    if size <= MOST_LISTED:
        for number in range(1 << size):
            yield _completed(presence, [bool(number >> bit & 1) for bit in range(size)])
        return
    yield presence.held.copy()
    yield presence.possible
    dice = np.random.default_rng(SEED)
    for _ in range(draws):
        yield _completed(presence, dice.random(size) < dice.random())


def _completed(presence: Presence, turned_out: Flags | list[bool]) -> Flags:
    held = presence.held.copy()
    held[presence.unknown] = turned_out
    return held


def _ends(values: list[Reals]) -> Bounds:
    """Return the least and the greatest of each place, leaving out where it is not determined."""
    stacked = np.stack(values)
    missing = np.isnan(stacked)
    none = missing.all(axis=0)
    return Bounds(
        low=np.where(none, np.nan, np.where(missing, np.inf, stacked).min(axis=0)),
        high=np.where(none, np.nan, np.where(missing, -np.inf, stacked).max(axis=0)),
    )
