"""A short storm, and that a storm finds what it is there to find. ``make chaos`` strikes more often."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.chaos.state import Acknowledged, ChaosState
from tests.support.chaos.storm import Storm


def test_nothing_is_lost_in_a_short_storm_that_goes_on(tmp_path: Path) -> None:
    for kills in (2, 4):
        storm = Storm(tmp_path, ChaosState.read(tmp_path))
        try:
            assert storm.run(kills=kills, seconds=300) == []
        finally:
            storm.close()
    assert ChaosState.read(tmp_path).kills == 4


def test_a_lost_write_is_found(tmp_path: Path) -> None:
    storm = Storm(tmp_path, ChaosState(acknowledged=[Acknowledged("L99", "a", "load", "1f")]))
    try:
        (fault,) = storm.run(kills=1, seconds=300)
    finally:
        storm.close()
    assert "lost: Acknowledged(id='L99'" in fault


@pytest.mark.full_profile
def test_engine_and_writer_die_at_once(tmp_path: Path) -> None:
    storm = Storm(tmp_path, ChaosState(kills=38))
    try:
        assert storm.run(kills=41, seconds=300) == []
    finally:
        storm.close()
    assert sum(own.get("power", 0) for own in storm.state.counts.values()) == 1
