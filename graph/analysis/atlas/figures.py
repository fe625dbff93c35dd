"""The figures of one chain in many regions: states counted, completeness, the share that is known."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from graph.analysis.array_types import Flags, Indices, Reals
from graph.analysis.atlas.cells import STATE_ORDER, UNKNOWN, CellArrays
from graph.analysis.atlas.chain_shape import ChainShape
from graph.analysis.method import Method
from graph.analysis.rounding import SCORE_DECIMALS


@dataclass(frozen=True, eq=False, kw_only=True)
class FigureArrays:
    """The figures of a chain, each array regions x roles; NaN where a figure is none.

    Attributes:
        counts: regions x roles x states, how many segments are in each state.
        low: the lower end of completeness, in [0, 1].
        high: its upper end.
        known_share: the share of importance that is known.
        known_completeness: the completeness of what is known.
        is_assessable: whether enough is known; otherwise the chain is 资料不足.
    """

    counts: npt.NDArray[np.int16]
    low: Reals
    high: Reals
    known_share: Reals
    known_completeness: Reals
    is_assessable: Flags

    def of(self, regions: Indices) -> FigureArrays:
        """Return the figures of some regions."""
        return FigureArrays(**{field.name: getattr(self, field.name)[regions] for field in fields(self)})


def compute_figures(shape: ChainShape, cells: CellArrays, method: Method) -> FigureArrays:
    """Return the figures of a chain in each region and role.

    Args:
        shape: the chain.
        cells: the cells of its segments.
        method: thresholds and weights.
    """
    v, total = shape.importance, shape.total_importance
    known = cells.state != UNKNOWN
    weight, held = known @ v, np.where(known, cells.low, 0.0) @ v
    with np.errstate(divide="ignore", invalid="ignore"):  # NaN is what none is in these arrays
        share = np.where(total > 0, weight / total, np.nan)
        return FigureArrays(
            counts=np.stack([(cells.state == code).sum(axis=2) for code in range(len(STATE_ORDER))], axis=2).astype(
                np.int16
            ),
            low=np.where(total > 0, cells.low @ v / total, np.nan),
            high=np.where(total > 0, cells.high @ v / total, np.nan),
            known_share=share,
            known_completeness=np.where(weight > 0, held / weight, np.nan),
            is_assessable=np.round(share, SCORE_DECIMALS) >= np.round(method.known_enough, SCORE_DECIMALS),
        )
