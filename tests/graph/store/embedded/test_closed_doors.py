"""The doors of the embedded engine: nobody without an account is answered, and the reader's account writes by none."""

from __future__ import annotations

import re
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import Neo4jError

from graph.store.embedded import folder
from graph.store.open import embedded_folder
from graph.store.store import Store
from tests.support.engine_http import EngineHttp
from tests.support.stores import Server

OPEN_PATHS = ("/api/v1/ready", "/api/v1/health")
"""What tells anybody that the engine lives, and nothing else."""
WELCOME_PATHS = ("/", "/index.html")
"""A page that says what the server is called; its Studio is in a jar of its own, which the wheel does not have."""
ROUTE = re.compile(rb"/[A-Za-z][A-Za-z0-9_.{}/*-]{1,80}")
ROUTE_CLASSES = re.compile(r"com/arcadedb/.*(HttpServer|Plugin)\.class")
"""The classes that register routes, in whichever jar: an upgrade that brings another one is seen."""
WEB_PAGES = ("/", "/index.html", "/studio", "/studio/", "/query.html", "/api-doc.html", "/login.html", "/js/studio.js")
MCP_CALLS = ("initialize", "tools/list", "tools/call", "resources/list", "prompts/list")
WRITES = (
    ("sql", "INSERT INTO Entity SET id = 'hostile'"),
    ("sql", "UPDATE Entity SET hostile = 1"),
    ("sql", "DELETE FROM Entity"),
    ("sql", "CREATE VERTEX TYPE Hostile"),
    ("sql", "CREATE PROPERTY Entity.hostile STRING"),
    ("sql", "DROP TYPE Park UNSAFE"),
    ("sql", "TRUNCATE TYPE Park UNSAFE"),  # answered as if it were done
    ("sql", "ALTER DATABASE `arcadedb.dateFormat` 'x'"),
    ("sqlscript", "BEGIN; INSERT INTO Entity SET id = 'hostile'; COMMIT;"),
    ("cypher", "CREATE (:Entity {id: 'hostile'})"),
    ("opencypher", "MATCH (n:Park) DETACH DELETE n"),
)
SERVER_COMMANDS = (
    "create database hostile",
    "drop database kg",
    'create user {"name":"eve","password":"longenough1"}',
    "drop user root",
    "set server setting arcadedb.server.mode development",
    "shutdown",
)


def jars() -> list[Path]:
    spec = find_spec("arcadedb_embedded")
    assert spec
    assert spec.submodule_search_locations
    return sorted((Path(spec.submodule_search_locations[0]) / "jars").glob("arcadedb-*.jar"))


def registered_paths() -> set[str]:
    """Return what looks like a path in the classes that register routes: below each prefix that one of them may have."""
    found: set[str] = set()
    for jar in jars():
        with zipfile.ZipFile(jar) as archive:
            for name in filter(ROUTE_CLASSES.fullmatch, archive.namelist()):
                found |= {match.decode().rstrip("/") for match in ROUTE.findall(archive.read(name))}
    paths = {re.sub(r"\{database\}", "kg", path).translate({123: None, 125: None, 42: None}) for path in found}
    return {f"{prefix}{path}" for path in paths for prefix in ("", "/api/v1", "/api/v1/ai", "/api/v1/server")}


def everything(store: Store) -> list[dict[str, Any]]:
    return store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id")


@pytest.fixture
def http(embedded: Store, embedded_server: Server) -> EngineHttp:
    embedded.write(lambda tx: tx.run("CREATE (:Entity:Park {id: 'a', name: '甲'})"))
    return EngineHttp.of(embedded_folder(embedded_server.url))


def test_no_path_answers_a_stranger(http: EngineHttp) -> None:
    paths = registered_paths()
    assert {"/api/v1/command/kg", "/api/v1/server", "/api/v1/mcp", "/api/v1/server/users"} <= paths
    answered = {
        (method, path): answer.status
        for path in sorted(paths | set(WEB_PAGES))
        for method in ("GET", "POST")
        for answer in [http.ask(method, path, None, {} if method == "POST" else None)]
        if answer.status < 400
    }
    assert {path for _, path in answered} <= {*OPEN_PATHS, *WELCOME_PATHS}, answered
    assert all(http.ask("GET", path).body == "" for path in OPEN_PATHS)


def test_no_page_of_the_engine_s_own_does_anything(http: EngineHttp) -> None:
    pages = {path: http.ask("GET", path, http.reader) for path in WEB_PAGES}
    assert {path for path, page in pages.items() if page.status != 404} <= set(WELCOME_PATHS)
    assert not [path for path, page in pages.items() if re.search("<(script|form|iframe)", page.body)]


@pytest.mark.parametrize("method", MCP_CALLS)
def test_the_engine_s_agents_door_answers_nobody(http: EngineHttp, method: str) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {}}
    for account in (None, http.reader, http.writer):
        assert http.ask("POST", "/api/v1/mcp", account, call).status == 404  # its jar is not on the class path


def test_the_reader_writes_neither_over_http(http: EngineHttp, embedded: Store) -> None:
    before = everything(embedded)
    for language, command in WRITES:
        for path in ("/api/v1/command/kg", "/api/v1/query/kg"):
            http.ask("POST", path, http.reader, {"language": language, "command": command})
            assert everything(embedded) == before, (language, command)
    for command in SERVER_COMMANDS:
        assert http.ask("POST", "/api/v1/server", http.reader, {"command": command}).status >= 400, command
    assert everything(embedded) == before
    assert http.ask("GET", "/api/v1/exists/hostile", http.writer).body.count("true") == 0
    assert '"Hostile"' not in http.sql("SELECT name FROM schema:types").body


def test_nor_over_bolt(http: EngineHttp, embedded: Store, embedded_server: Server) -> None:
    before = everything(embedded)
    bolt = folder.read_state(embedded_folder(embedded_server.url))["bolt"]
    with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{bolt}", auth=http.reader) as driver:
        for mode in (neo4j.READ_ACCESS, neo4j.WRITE_ACCESS):
            for text in (
                "CREATE (:Entity {id: 'hostile'})",
                "MATCH (n:Park) SET n.name = '乙'",
                "MATCH (n) DETACH DELETE n",
            ):
                with driver.session(database="kg", default_access_mode=mode) as session, pytest.raises(Neo4jError):
                    session.run(text).consume()
    assert everything(embedded) == before
