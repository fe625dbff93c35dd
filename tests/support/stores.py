"""The stores that tests run on, one of each engine in a session."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from deploy.neo4j import server as neo4j_server
from graph.model.schema import default_schema
from graph.store.open import open_store
from graph.store.snapshot import empty_graph, export_graph, import_graph
from graph.store.store import Store
from loaders.service.datasets import load_bundled
from tests.support.requirements import need


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
