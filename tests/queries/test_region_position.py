"""The position of a region among those of a store: peers, what is near, strengths, the back-test."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.analysis.regions.proximity import density, proximity
from graph.analysis.source_filter import SourceFilter
from graph.model.errors import UsageError
from graph.store.store import Store
from queries import region_rows as module
from queries.region import analyse_region
from queries.region_position import back_test_regions, load_regions, region_position
from tests.support.many_regions import EARLY, LATE, REGIONS, SEGMENTS, has, load_many_regions


def test_a_region_among_a_dozen(store: Store, tmp_path: Path) -> None:
    load_many_regions(tmp_path, store)
    position = region_position(load_regions(store, "reg-00"))
    held = np.array([[has(r, s, LATE) for s in range(SEGMENTS)] for r in range(REGIONS)])
    expected = density(held, proximity(held))[0]
    assert not position.is_too_thin
    assert position.peers[0].region == "reg-01"  # which has exactly the same
    assert position.peers[0].similarity == 1.0 and position.peers[0].interval.low < 1.0
    by_id = {row.segment: row for row in position.expansions}
    assert set(by_id) == {f"m/{s:02}" for s in range(SEGMENTS) if not held[0, s]}
    for segment, row in by_id.items():
        at = int(segment[2:])
        assert row.density == pytest.approx(expected[at], abs=1e-9)
        assert row.density_ends.low <= row.density <= row.density_ends.high
        assert row.regions == held[:, at].sum()
        assert row.is_unknown == (at != SEGMENTS - 1)  # a source says that the last one is absent
    assert [row.density for row in position.expansions] == sorted((row.density for row in by_id.values()), reverse=True)
    assert position.strengths[0].segment == "m/00"  # the rarest of what it has
    assert position.eci is not None and position.eci_ends is not None and not position.is_exact
    assert position.eci_ends.low <= position.eci <= position.eci_ends.high


def test_a_gap_has_the_density_of_its_segment(store: Store, tmp_path: Path) -> None:
    load_many_regions(tmp_path, store)
    analysis = analyse_region(store, "reg-00")
    by_id = {row.segment: row.density for row in region_position(load_regions(store, "reg-00")).expansions}
    assert {id_: analysis.densities[id_] for id_ in by_id} == pytest.approx(by_id)
    early = analyse_region(store, "reg-00", SourceFilter(as_of=EARLY))
    assert early.densities != analysis.densities


def test_an_earlier_year_has_its_own_position(store: Store, tmp_path: Path) -> None:
    load_many_regions(tmp_path, store)
    position = region_position(load_regions(store, "reg-00", SourceFilter(as_of=EARLY)))
    assert position.held["reg-00"] == sum(has(0, s, EARLY) for s in range(SEGMENTS))


def test_what_came_was_near(store: Store, tmp_path: Path) -> None:
    load_many_regions(tmp_path, store)
    test = back_test_regions(store, EARLY, LATE)
    came = sum(has(r, s, LATE) and not has(r, s, EARLY) for r in range(REGIONS) for s in range(SEGMENTS))
    assert (test.regions, test.entries, test.is_too_thin) == (REGIONS, came, False)
    assert test.density_score is not None and test.density_score > 0.5
    with pytest.raises(UsageError, match="years_order"):
        back_test_regions(store, LATE, EARLY)


def test_one_region_alone_has_no_position(bundled: Store) -> None:
    position = region_position(load_regions(bundled))
    assert (position.peers, position.expansions, position.strengths, position.eci) == ((), (), (), None)
    assert back_test_regions(bundled, 2018, 2024).is_too_thin


def test_more_regions_than_can_be_compared_are_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_many_regions(tmp_path, store)
    with pytest.raises(UsageError, match="region_unknown"):
        load_regions(store, "nowhere")
    monkeypatch.setattr(module, "MOST_REGIONS", REGIONS - 1)
    with pytest.raises(UsageError, match="regions_many"):
        load_regions(store)
