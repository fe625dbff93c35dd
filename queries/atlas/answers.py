"""The answers for a batch of regions: cells, figures and gaps; regions of which nothing is stated share one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.array_types import Indices
from graph.analysis.atlas.cells import UNKNOWN, CellArrays, StatedCells, compute_cells, role_order
from graph.analysis.atlas.chain_shape import ChainShape
from graph.analysis.atlas.figures import FigureArrays, compute_figures
from graph.analysis.atlas.gaps import GapArrays, compute_gaps
from graph.analysis.method import Method
from queries.atlas.template import Template


@dataclass(frozen=True, eq=False, kw_only=True)
class ChainAnswer:
    """The answer for one chain: arrays of regions, in the order of the batch.

    Attributes:
        shape: the chain.
        figures: its figures.
        gaps: its gaps.
        rows: for each region, its row in ``figures`` and ``gaps``; the last row is of a region that holds nothing.
    """

    shape: ChainShape
    figures: FigureArrays
    gaps: GapArrays
    rows: Indices


def batch_cells(stated: StatedCells, template: Template, method: Method) -> CellArrays:
    """Return the cells of a batch."""
    return compute_cells(stated, template.own_roles, [method.threshold(role) for role in role_order(method)])


def chain_answers(cells: CellArrays, template: Template, method: Method) -> Iterator[ChainAnswer]:
    """Return the answer for each chain, computed only for the regions of which something is stated."""
    nothing = batch_cells(StatedCells.empty(1, cells.state.shape[1], len(template.segments)), template, method)
    is_known = (cells.state != UNKNOWN).any(axis=1)
    for shape in template.chains:
        active = np.flatnonzero(is_known[:, shape.columns].any(axis=1))
        here = cells.of(active, shape.columns).followed_by(nothing.of(np.zeros(1, np.intp), shape.columns))
        figures = compute_figures(shape, here, method)
        rows = np.full(len(is_known), len(active), np.intp)
        rows[active] = np.arange(len(active))
        yield ChainAnswer(shape=shape, figures=figures, gaps=compute_gaps(shape, here, figures, method), rows=rows)
