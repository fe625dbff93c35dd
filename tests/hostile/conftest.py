"""The stores that hostile inputs meet, as weakly guarded as an administrator may leave them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deploy.neo4j import server as neo4j_server
from graph.store.embedded.engine import stop_engine
from graph.store.open import embedded_folder, open_store
from tests.support.page_states import recorder
from tests.support.pages import loaded
from tests.support.requirements import need
from tests.support.stores import Server

__all__ = ["loaded", "recorder"]

ENGINE_SECONDS = 10.0
"""The embedded engine's own limit of a statement: an export of the data takes some seconds on a busy machine."""
WEAK_SETTINGS = {
    "dbms.security.allow_csv_import_from_file_urls": "true",
    "dbms.security.procedures.unrestricted": "apoc.*",
    "db.memory.transaction.max": "256m",
}
APOC_SETTINGS = {
    "apoc.import.file.enabled": "true",
    "apoc.import.file.use_neo4j_config": "false",
    "apoc.export.file.enabled": "true",
    "apoc.trigger.enabled": "true",
}


@pytest.fixture(scope="package")
def embedded_target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An embedded engine with a short limit of time, with the bundled data; stopped after the last hostile test."""
    url = f"embedded:{tmp_path_factory.mktemp('hostile') / 'store'}"
    server = Server("embedded", lambda: open_store(url), url)
    server.loaded().close()
    stop_engine(embedded_folder(url))  # else who opens the store at once finds it still running, with its first limits
    server.store = open_store(url, query_seconds=ENGINE_SECONDS)
    yield server
    server.store.close()


@pytest.fixture(scope="package")
def neo4j_target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j with APOC core, which may read and write files and whatever its account may, with the bundled data.

    It is stopped after the last hostile test: a statement that it cannot end would take a processor from all others.
    """
    need("neo4j", neo4j_server.missing(neo4j_server.APOC_JARS))
    neo4j_server.fetch_apoc()
    home = tmp_path_factory.mktemp("hostile-neo4j")
    (home / "conf").mkdir()
    (home / "conf" / "apoc.conf").write_text("".join(f"{name}={value}\n" for name, value in APOC_SETTINGS.items()))
    process = neo4j_server.Neo4jServer(home, plugins=neo4j_server.APOC_JARS, options=WEAK_SETTINGS)
    process.start()
    user, password = neo4j_server.USER, process.password
    server = Server("neo4j", lambda: open_store(process.url, user, password), process.url, user, password)
    server.loaded()
    yield server
    server.store.close()
    process.stop()


@pytest.fixture(scope="package", params=["embedded", "neo4j"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each engine in turn; the parameter's values are those by which tests are grouped."""
    target: Server = request.getfixturevalue(f"{request.param}_target")
    return target
