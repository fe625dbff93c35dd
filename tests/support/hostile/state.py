"""The state of a store as far as a statement might change it, and what of it no answer may show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import neo4j

from graph.store.embedded import folder
from graph.store.open import embedded_folder
from graph.store.store import Store
from tests.support.engine_http import EngineHttp
from tests.support.stores import Server

NODES = "MATCH (n) RETURN count(n) AS nodes"
EDGES = "MATCH ()-[r]->() RETURN count(r) AS edges"
SYSTEM_STATEMENTS = (
    "SHOW SETTINGS YIELD name, value RETURN name, value ORDER BY name",
    "SHOW USERS YIELD user, suspended RETURN user, suspended ORDER BY user",
    "SHOW DATABASES YIELD name, currentStatus, access RETURN name, currentStatus, access ORDER BY name",
)
STORE_STATEMENTS = (
    "SHOW INDEXES YIELD name, type, state RETURN name, type, state ORDER BY name",
    "SHOW CONSTRAINTS YIELD name, type RETURN name, type ORDER BY name",
)
SQL_STATEMENTS = (
    "SELECT name, properties.size() AS properties FROM schema:types ORDER BY name",
    "SELECT name FROM schema:indexes ORDER BY name",
)
SQL_SETTINGS = "SELECT expand(settings) FROM schema:database"
CHANGING_SETTINGS = {"arcadedb.maxPageRAM", "arcadedb.bolt.port", "arcadedb.server.httpIncomingPort"}
"""Settings that the engine, or each start of it, sets anew."""


def census(store: Store) -> list[dict[str, Any]]:
    """Count what is stored: quick enough to be asked after each statement, and a question that must be answered."""
    return [*store.read(NODES), *store.read(EDGES)]


def settings_of(server: Server) -> set[str]:
    """Return the settings, accounts, databases and indexes of a store's server, each as a text."""
    if server.engine == "neo4j":
        with neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
            return _texts([*_rows(driver, "system", SYSTEM_STATEMENTS), *_rows(driver, "neo4j", STORE_STATEMENTS)])
    home = embedded_folder(server.url)
    files = [(home / "config" / name).read_text() for name in ("server-users.jsonl", "server-groups.json")]
    http = EngineHttp.of(home)
    settings = [row for row in _sql_rows(http, SQL_SETTINGS) if row["key"] not in CHANGING_SETTINGS]
    return _texts([*files, *settings, *(row for statement in SQL_STATEMENTS for row in _sql_rows(http, statement))])


def private_texts(server: Server) -> list[str]:
    """Return what no answer may show: passwords, names of the engine's accounts, the server's folder."""
    if server.engine == "neo4j":
        with neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
            statement = "SHOW SETTINGS YIELD name, value WHERE name = 'server.directories.neo4j_home' RETURN value"
            return [server.password, driver.execute_query(statement, database_="system").records[0]["value"]]
    home = embedded_folder(server.url)
    names = folder.read_account_names(home)
    return [*folder.read_or_create_secrets(home), names.writer, str(home)]


def logs(server: Server) -> list[Path]:
    """Return the embedded engine's log; Neo4j's are in its own folder and hold every statement by design."""
    return [embedded_folder(server.url) / folder.LOG_FILE] if server.engine == "embedded" else []


def _texts(rows: Iterable[object]) -> set[str]:
    return {json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) for row in rows}


def _sql_rows(http: EngineHttp, statement: str) -> list[Any]:
    rows: list[Any] = json.loads(http.sql(statement).body)["result"]
    return rows


def _rows(driver: neo4j.Driver, database: str, statements: Sequence[str]) -> list[Any]:
    return [[list(row) for row in driver.execute_query(text, database_=database).records] for text in statements]
