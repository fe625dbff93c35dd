"""The stores that tests run on, one of each engine in a session."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from deploy.neo4j import server as neo4j_server
from graph.model.schema_file import default_schema
from graph.store.open import open_store
from graph.store.snapshot import export_graph, import_graph
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_bundled
from tests.support.requirements import need
from tests.support.store_state import StoreState, go_back, read_state

# Nodes that are removed in one transaction: nearly every test has fewer.
PART = 5_000
EMPTY_PART = f"MATCH (n) WHERE NOT n:Graph WITH n LIMIT {PART} DETACH DELETE n RETURN count(*) AS gone"


@dataclass
class Server:
    """A running store of a session: how to open it, and whether it now holds the bundled data."""

    engine: str
    open: Callable[[], Store]
    url: str
    user: str = ""
    password: str = ""
    bundled: bool = False
    writer: str | None = None  # of the last load when the bundled datasets had come in
    snapshot: str = ""
    state: StoreState | None = None  # of the bundled datasets, while no other test has emptied the store
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = self.open()

    def empty(self) -> Store:
        """The store, emptied."""
        self.bundled, self.state = False, None
        self.store.setup(default_schema())
        while self.store.write(lambda tx: int(tx.run(EMPTY_PART)[0]["gone"])) == PART:
            pass
        return self.store

    def loaded(self) -> Store:
        """The store with exactly the bundled datasets; what another test has written to it is gone."""
        if not self.bundled or self.writer != self._writer():
            if not (self.state and go_back(self.store, self.state)):
                self._load()
                self.state = read_state(self.store)
            self.bundled, self.writer = True, self._writer()
        return self.store

    def _load(self) -> None:
        if self.snapshot:
            import_graph(self.empty(), default_schema(), io.StringIO(self.snapshot), log_ops=lambda *_: ())
        else:
            load_bundled(self.empty(), LOCAL_USER)
            self.snapshot = exported(self.store)

    def _writer(self) -> str | None:
        rows = self.store.read("MATCH (g:Graph {id: 'graph'}) RETURN g.writer AS writer")
        return rows[0]["writer"] if rows else None


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


@pytest.fixture(params=["embedded", "neo4j"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each engine in turn; which of them in which profile is said in ``tests.support.selection``."""
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
