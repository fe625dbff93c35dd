"""RCA, proximity, density, ECI and PCI: equal to econcomplex on complete data, to every completion on small cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import econcomplex
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.array_types import Flags, Reals
from graph.analysis.regions.bounds import Bounds
from graph.analysis.regions.completions import MOST_LISTED, completions, complexity_bounds
from graph.analysis.regions.complexity import complexity
from graph.analysis.regions.presence import Presence
from graph.analysis.regions.proximity import density, density_bounds, proximity, proximity_bounds
from graph.analysis.regions.specialisation import advantage_bounds, comparative_advantage, specialised
from tests.support.profiles import budget

CLOSE = 1e-9
SOME = budget(150)
KINDS = {"held": (True, False), "unknown": (False, True), "absent": (False, False)}


def presence(cells: list[list[str]]) -> Presence:
    held, unknown = (np.array([[KINDS[cell][at] for cell in row] for row in cells], np.bool_) for at in (0, 1))
    return Presence(
        regions=tuple(f"r{i}" for i in range(len(cells))),
        segments=tuple(f"s{i}" for i in range(len(cells[0]))),
        held=held,
        unknown=unknown,
        suppliers=held.astype(np.int32),
    )


@st.composite
def presences(draw: st.DrawFn, most_unknown: int = 7) -> Presence:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    cells = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=rows * columns, max_size=rows * columns))
    unknowns = [at for at, cell in enumerate(cells) if cell == "unknown"]
    for at in unknowns[most_unknown:]:
        cells[at] = "absent"
    return presence([cells[row * columns : (row + 1) * columns] for row in range(rows)])


def every_completion(data: Presence) -> Iterator[Flags]:
    places = np.argwhere(data.unknown)
    for values in product((False, True), repeat=len(places)):
        held = data.held.copy()
        for (row, column), value in zip(places, values, strict=True):
            held[row, column] = value
        yield held


def random_amounts(seed: int, rows: int = 30, columns: int = 45) -> Reals:
    dice = np.random.default_rng(seed)
    amounts = dice.poisson(dice.gamma(1.2, 2.0, (rows, 1)) * dice.gamma(0.8, 1.0, (1, columns))).astype(np.float64)
    return amounts[amounts.any(axis=1)][:, amounts.any(axis=0)]


@pytest.mark.parametrize("seed", range(20))
def test_complete_data_give_what_econcomplex_gives(seed: int) -> None:
    amounts = random_amounts(seed)
    np.testing.assert_allclose(comparative_advantage(amounts), econcomplex.rca(amounts), atol=CLOSE, rtol=0)
    held = specialised(amounts)
    near = proximity(held)
    np.testing.assert_allclose(near, econcomplex.proximity(amounts)["product"], atol=CLOSE, rtol=0)
    expected = econcomplex.relatedness_density(amounts) / 100
    np.testing.assert_allclose(density(held, near), expected, atol=CLOSE, rtol=0)
    indices = complexity(held)
    assert indices is not None
    eci, pci = econcomplex.eci_pci(amounts)
    np.testing.assert_allclose(indices.eci, eci, atol=CLOSE, rtol=0)
    np.testing.assert_allclose(indices.pci, pci, atol=CLOSE, rtol=0)


@pytest.mark.parametrize("seed", range(5))
def test_presence_gives_what_econcomplex_gives(seed: int) -> None:
    held = random_amounts(seed) > 0
    values = held.astype(np.float64)
    near = econcomplex.proximity(values, use_rca=False)["product"]
    np.testing.assert_allclose(proximity(held), near, atol=CLOSE, rtol=0)
    indices = complexity(held)
    assert indices is not None
    eci, pci = econcomplex.eci_pci(values, use_rca=False)
    np.testing.assert_allclose(indices.eci, eci, atol=CLOSE, rtol=0)
    np.testing.assert_allclose(indices.pci, pci, atol=CLOSE, rtol=0)


@pytest.mark.parametrize(
    ("figure", "bounds"),
    [
        pytest.param(lambda held: comparative_advantage(held.astype(np.float64)), advantage_bounds, id="advantage"),
        pytest.param(proximity, proximity_bounds, id="proximity"),
    ],
)
@SOME
@given(data=presences())
def test_the_ends_are_reached(
    figure: Callable[[Flags], Reals], bounds: Callable[[Presence], Bounds], data: Presence
) -> None:
    values = [figure(held) for held in every_completion(data)]
    ends = bounds(data)
    np.testing.assert_allclose(ends.low, np.min(values, axis=0), atol=CLOSE)
    np.testing.assert_allclose(ends.high, np.max(values, axis=0), atol=CLOSE)


@SOME
@given(presences())
def test_every_density_lies_between_its_ends(data: Presence) -> None:
    ends = density_bounds(data, proximity_bounds(data))
    for held in every_completion(data):
        value = density(held, proximity(held))
        assert np.all(ends.low <= value + CLOSE)
        assert np.all(value <= ends.high + CLOSE)
    if not data.unknown.any():
        np.testing.assert_allclose(ends.low, ends.high, atol=CLOSE)


@SOME
@given(presences())
def test_few_unknowns_are_tried_out(data: Presence) -> None:
    found = [indices for held in every_completion(data) if (indices := complexity(held)) is not None]
    bounds = complexity_bounds(data)
    assert (bounds is None) == (not found)
    if bounds is not None:
        assert bounds.is_exact
        stacked = np.stack([indices.eci for indices in found])
        reached = ~np.isnan(stacked).all(axis=0)
        np.testing.assert_allclose(bounds.eci.low[reached], np.nanmin(stacked[:, reached], axis=0), atol=CLOSE)
        np.testing.assert_allclose(bounds.eci.high[reached], np.nanmax(stacked[:, reached], axis=0), atol=CLOSE)
        assert np.isnan(bounds.eci.low[~reached]).all()


def test_many_unknowns_are_sampled_and_said_to_be() -> None:
    held = random_amounts(3) > 0
    unknown = ~held & (np.random.default_rng(1).random(held.shape) < 0.3)
    data = Presence(
        regions=tuple(map(str, range(len(held)))),
        segments=tuple(map(str, range(held.shape[1]))),
        held=held,
        unknown=unknown,
        suppliers=held.astype(np.int32),
    )
    assert unknown.sum() > MOST_LISTED
    bounds, found = complexity_bounds(data, draws=20), complexity(held)
    assert bounds is not None and found is not None and not bounds.is_exact
    assert np.all(bounds.eci.low <= found.eci + CLOSE) and np.all(found.eci <= bounds.eci.high + CLOSE)
    sampled = list(completions(data, draws=20))
    assert len(sampled) == 22
    assert all(np.all(each | ~held) and not np.any(each & ~held & ~unknown) for each in sampled)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([["held", "held"]], id="one region"),
        pytest.param([["held"], ["held"]], id="one segment"),
        pytest.param([["held", "absent"], ["absent", "held"]], id="nothing in common"),
        pytest.param([["absent", "absent"], ["absent", "absent"]], id="nothing at all"),
    ],
)
def test_indices_that_are_not_determined(cells: list[list[str]]) -> None:
    assert complexity(presence(cells).held) is None


def test_a_region_without_anything_has_no_index() -> None:
    cells = [["held", "held", "held"], ["held", "held", "absent"], ["held", "absent", "absent"], ["absent"] * 3]
    indices = complexity(presence(cells).held)
    assert indices is not None
    assert list(np.isnan(indices.eci)) == [False, False, False, True]
    assert indices.eci[0] > indices.eci[1] > indices.eci[2]  # it has more, and rarer things
    assert indices.pci[2] > indices.pci[1] > indices.pci[0]
