"""The gaps of one chain in many regions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analysis.array_types import Codes, Counts, Flags, Reals
from graph.analysis.atlas.cells import CellArrays, role_order
from graph.analysis.atlas.chain_shape import ChainShape
from graph.analysis.atlas.figures import FigureArrays
from graph.analysis.gaps.gap import GapKind
from graph.analysis.method import Method
from graph.analysis.rounding import SCORE_DECIMALS

KIND_ORDER = tuple(GapKind)  # a kind's code is its place here
BUILD, FILL, STRENGTHEN, EXTEND = range(len(KIND_ORDER))
NO_KIND = -1


@dataclass(frozen=True, eq=False, kw_only=True)
class GapArrays:
    """The gaps of a chain, each array regions x (the chain itself, then its segments).

    Attributes:
        kind: the place of the kind in ``KIND_ORDER``, -1 where there is no gap.
        certain: whether the gap holds whatever the unknowns turn out to be.
        score: its score, 0 where there is no gap.
    """

    kind: Codes
    certain: Flags
    score: Reals


def compute_gaps(shape: ChainShape, cells: CellArrays, figures: FigureArrays, method: Method) -> GapArrays:
    """Return the gaps of a chain in each region: ``find_gaps`` for all of them.

    Args:
        shape: the chain.
        cells: the cells of its segments.
        figures: its figures.
        method: thresholds and weights.
    """
    regions, _, segments = cells.state.shape
    kind = np.full((regions, segments + 1), NO_KIND, np.int8)
    certain, score = np.zeros(kind.shape, np.bool_), np.zeros(kind.shape)
    kind[:, 0], certain[:, 0], score[:, 0] = _build(shape, cells, figures, method)
    kind[:, 1:], certain[:, 1:], score[:, 1:] = _open(shape, cells, method)
    flagged, flags_certain, weakness = _weaknesses(shape, cells, method)
    strengthen = cells.is_covered & flagged
    kind[:, 1:][strengthen] = STRENGTHEN
    certain[:, 1:][strengthen] = flags_certain[strengthen]
    score[:, 1:][strengthen] = (shape.importance * weakness)[strengthen]
    return GapArrays(kind=kind, certain=certain, score=score)


def _build(shape: ChainShape, cells: CellArrays, figures: FigureArrays, method: Method) -> tuple[Codes, Flags, Reals]:
    """Return 建链 of each region; see ``gaps/build.py``."""
    low, high = figures.low[:, -1], figures.high[:, -1]
    if not shape.total_importance:
        nothing = np.zeros(len(low), np.bool_)
        return np.full(len(low), NO_KIND, np.int8), nothing, np.zeros(len(low))
    blocked = ~shape.has_route(cells.high[:, -1] > 0)
    certain = blocked | (_rounded(high) < round(method.build_below, SCORE_DECIMALS))
    has_covered_route = shape.has_route(cells.is_covered)
    scarce = _rounded(low) < round(method.build_below, SCORE_DECIMALS)
    unsure = ~certain & scarce & ~has_covered_route & figures.is_assessable[:, -1]
    score = np.select([certain, unsure], [1 - high, method.unsure_factor * (1 - low)], 0.0)
    return np.where(certain | unsure, BUILD, NO_KIND).astype(np.int8), certain, score


def _open(shape: ChainShape, cells: CellArrays, method: Method) -> tuple[Codes, Flags, Reals]:
    """Return 补链 and 扩链 of each region and segment; see ``gaps/fill.py``."""
    covered = cells.is_covered
    before, after = (_counts(covered, matrix) > 0 for matrix in (shape.upstream, shape.downstream))
    fill = ~covered & (shape.critical | (before & after))
    degree = np.maximum(shape.neighbours.sum(axis=1), 1)
    near = _counts(covered, shape.neighbours) / degree
    extend = ~covered & ~fill & (near > 0) & (before | after)
    ruled_out = cells.high[:, -1] == 0
    sureness = np.where(ruled_out, 1.0, method.unsure_factor)
    score = np.select([fill, extend], [1 - cells.low[:, -1], near], 0.0) * shape.importance * sureness
    kind = np.select([fill, extend], [FILL, EXTEND], NO_KIND).astype(np.int8)
    return kind, ruled_out & (kind != NO_KIND), score


def _weaknesses(shape: ChainShape, cells: CellArrays, method: Method) -> tuple[Flags, Flags, Reals]:
    """Return whether each segment has a flag of 强链, whether one is certain, and the flags' combined weakness."""
    ones = np.ones(cells.is_covered.shape, np.bool_)
    flags = [
        (method.flags["one_supplier"], cells.suppliers[:, -1] == 1, cells.is_claimed[:, -1]),
        (method.flags["concentrated"], cells.concentration > method.hhi_limit, ones),
    ]
    for role in ("research", "platform"):
        at = role_order(method).index(role)
        flags.append((method.flags[f"no_{role}"], cells.supply[:, at] == 0, cells.high[:, at] == 0))
    flags.append((method.flags["bottleneck"], shape.is_bottleneck & ones, ones))
    left = np.ones(ones.shape)
    for weight, is_set, is_certain in flags:
        left *= np.where(is_set, 1 - weight * np.where(is_certain, 1.0, method.unsure_factor), 1.0)
    any_set = np.any([is_set for _, is_set, _ in flags], axis=0)
    return any_set, np.any([is_set & is_certain for _, is_set, is_certain in flags], axis=0), 1 - left


def _counts(covered: Flags, matrix: Flags) -> Counts:
    """Return how many covered segments each segment is joined to by a matrix, in each region."""
    return np.rint(covered.astype(np.float32) @ matrix.T.astype(np.float32)).astype(np.int32)


def _rounded(values: Reals) -> Reals:
    return np.round(values, SCORE_DECIMALS)
