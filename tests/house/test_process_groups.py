"""A group of tests shares one process: with two processes on one store, each would see the other's writes."""

from __future__ import annotations

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process")
@pytest.mark.xdist_group("probe")
def test_the_scheduler_sees_the_group(request: pytest.FixtureRequest) -> None:
    """pytest-xdist schedules by the suffix of the node id; a pytest that ignores the suffix spreads the group."""
    assert request.node.nodeid.endswith("@probe")
