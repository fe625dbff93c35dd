"""Fixtures of all tests: a home of their own, both stores; what this machine lacks is named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.browser import CHROMIUM
from deploy.neo4j import server as neo4j_server
from tests.support import profiles, selection
from tests.support.requirements import SHARED
from tests.support.stores import (
    bundled,
    embedded,
    embedded_bundled,
    embedded_server,
    neo4j_server_,
    server,
    store,
)

__all__ = ["bundled", "embedded", "embedded_bundled", "embedded_server", "neo4j_server_", "server", "store"]


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    selection.select(config, items)


def pytest_report_header() -> list[str]:
    """The profile, and one line for each thing that is missing."""
    lines = [f"profile {profiles.PROFILE}"]
    if lacks := neo4j_server.missing():
        lines.append(f"no {lacks}: tests on a real Neo4j are skipped")
    if not CHROMIUM:
        lines.append("no Chromium: browser tests are skipped")
    if not SHARED.is_dir():
        lines.append("no ../shared: comparisons with the annotation and the plan's text are skipped")
    return lines


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test touches the user's own store."""
    home = tmp_path_factory.mktemp("home")
    before = dict(os.environ)
    for name in ("LIANTU_STORE", "NEO4J_USERNAME", "NEO4J_PASSWORD", "LIANTU_LANG", "LIANTU_REGION"):
        os.environ.pop(name, None)
    os.environ["LIANTU_HOME"] = str(home)
    os.environ["LIANTU_WHO"] = "张三"
    os.environ["LIANTU_ENGINE_IDLE"] = "0"  # no engine outlives its test
    if profiles.PROFILE != profiles.FULL:
        # The everyday JVMs live for minutes at most: optimising their code costs more of the processor than it saves.
        # In the full profile it saved nothing on the embedded engine, and Neo4j's tests took half as long again.
        os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1"
    yield home
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def shared() -> Path:
    """The folder with the plan's text and its annotation, where it is there."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared")
    return SHARED


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a parameter of bytes by its kind: bytes of a ZIP hold the time, and each worker must name a test the same."""
    return "bytes" if isinstance(val, bytes) else None
