"""Fixtures: both stores, empty or with the bundled datasets; what this machine lacks is named."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks.browser import CHROMIUM
from deploy.neo4j import server as neo4j_server
from graph.model.schema import default_schema
from graph.store.open import open_store
from graph.store.snapshot import empty_graph, export_graph, import_graph
from graph.store.store import Store
from loaders.service.datasets import load_bundled

REQUIRED = frozenset(filter(None, os.environ.get("LIANTU_REQUIRE", "").split(",")))
SHARED = Path(__file__).resolve().parents[2] / "shared"
ENGINES = ("embedded", "neo4j")


def pytest_report_header() -> list[str]:
    """One line for each thing that is missing."""
    lines = []
    if lacks := neo4j_server.missing():
        lines.append(f"no {lacks}: tests on a real Neo4j are skipped")
    if not CHROMIUM:
        lines.append("no Chromium: browser tests are skipped")
    if not SHARED.is_dir():
        lines.append("no ../shared: comparisons with the annotation and the plan's text are skipped")
    return lines


def need(what: str, lacks: str) -> None:
    """Skip for want of something, or fail where LIANTU_REQUIRE names it."""
    if lacks:
        message = f"{what} needs {lacks}"
        pytest.fail(message) if what in REQUIRED else pytest.skip(message)


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test touches the user's own store."""
    home = tmp_path_factory.mktemp("home")
    before = dict(os.environ)
    for name in ("LIANTU_STORE", "NEO4J_USERNAME", "NEO4J_PASSWORD", "LIANTU_LANG", "LIANTU_REGION"):
        os.environ.pop(name, None)
    os.environ["LIANTU_HOME"] = str(home)
    os.environ["LIANTU_WHO"] = "张三"
    yield home
    os.environ.clear()
    os.environ.update(before)


@dataclass
class Server:
    """A running store of a session: how to open it, and whether it now holds the bundled data."""

    engine: str
    open: Callable[[], Store]
    url: str
    user: str = ""
    password: str = ""
    bundled: bool = False
    snapshot: str = ""
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = self.open()

    def empty(self) -> Store:
        """The store, emptied."""
        self.bundled = False
        self.store.setup(default_schema())
        empty_graph(self.store, default_schema())
        return self.store

    def loaded(self) -> Store:
        """The store with exactly the bundled datasets."""
        if not self.bundled:
            if self.snapshot:
                import_graph(self.store, default_schema(), io.StringIO(self.snapshot), replace=True)
            else:
                load_bundled(self.empty())
                self.snapshot = exported(self.store)
            self.bundled = True
        return self.store


def exported(store: Store) -> str:
    """The whole graph as ``liantu export`` writes it."""
    out = io.StringIO()
    export_graph(store, default_schema(), out)
    return out.getvalue()


@pytest.fixture(scope="session")
def embedded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    url = f"embedded:{tmp_path_factory.mktemp('embedded') / 'store'}"
    server = Server("embedded", lambda: open_store(url, query_seconds=10), url)
    yield server
    server.store.close()


@pytest.fixture(scope="session")
def neo4j_server_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    need("neo4j", neo4j_server.missing())
    process = neo4j_server.Neo4jServer(tmp_path_factory.mktemp("neo4j"))
    process.start()
    user, password = neo4j_server.USER, process.password
    server = Server("neo4j", lambda: open_store(process.url, user, password), process.url, user, password)
    yield server
    server.store.close()
    process.stop()


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def server(request: pytest.FixtureRequest) -> Server:
    """Each engine in turn."""
    name = "embedded_server" if request.param == "embedded" else "neo4j_server_"
    found: Server = request.getfixturevalue(name)
    return found


@pytest.fixture
def store(server: Server) -> Store:
    """An empty store of each engine."""
    return server.empty()


@pytest.fixture
def bundled(server: Server) -> Store:
    """A store of each engine with the bundled datasets; tests only read it."""
    return server.loaded()


@pytest.fixture
def embedded(embedded_server: Server) -> Store:
    """An empty embedded store."""
    return embedded_server.empty()


@pytest.fixture
def embedded_bundled(embedded_server: Server) -> Store:
    """The embedded store with the bundled datasets; tests only read it."""
    return embedded_server.loaded()


@pytest.fixture
def shared() -> Path:
    """The folder with the plan's text and its annotation, where it is there."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared")
    return SHARED
