"""Open the store at an address."""

from __future__ import annotations

import re
import time
from pathlib import Path

import neo4j

from graph.model.errors import LiantuError, StoreError
from graph.store.connection import Connection, driver_errors
from graph.store.dialect import EmbeddedDialect, Neo4jDialect
from graph.store.embedded.engine import QUERY_SECONDS, Engine
from graph.store.store import Store

# How long the driver tries again. An engine that has died comes back on another port: only we can find it there.
SERVER_PATIENCE, ENGINE_PATIENCE, DYING_SECONDS = 60.0, 2.0, 30.0


BOLT_SCHEMES = tuple(f"{name}{tls}://" for name in ("bolt", "neo4j") for tls in ("", "+s", "+ssc"))


def open_store(
    url: str,
    user: str = "",
    password: str = "",
    *,
    heap: str = "1g",
    query_seconds: float = QUERY_SECONDS,
    idle_seconds: float = 0.0,
) -> Store:
    """Open the store at an address.

    Args:
        url: ``embedded:PATH``, ``bolt://host:port`` or ``neo4j://host:port`` (with ``+s`` for TLS).
        user, password: the account of a Neo4j server; the embedded engine keeps its own.
        heap: the embedded engine's heap limit, as Java writes it.
        query_seconds: the embedded engine's time limit for a statement.
        idle_seconds: how long the embedded engine goes on after its last user has left; 0 ends it at once, because a
            program with a store of its own may remove its folder then. All three take effect for whoever starts it.

    Raises:
        StoreError: no such kind of address, no server there, wrong account, or no engine for this machine.
    """
    if url.startswith("embedded:"):
        return _open_embedded(url, heap, query_seconds, idle_seconds)
    if not url.startswith(BOLT_SCHEMES):
        raise StoreError("store_address", url=url)
    if "@" in url:
        raise StoreError("store_secret_in_address", url=re.sub(r"//.*@", "//…@", url))
    auth = neo4j.basic_auth(user, password) if user else None
    try:
        return Store(lambda: _verified(Connection(url, Neo4jDialect(), auth, None, SERVER_PATIENCE)))
    except ValueError as problem:  # a port that is no number, a host that no name server could be asked for
        raise StoreError("store_address", url=url) from problem


def _open_embedded(url: str, heap: str, query_seconds: float, idle_seconds: float) -> Store:
    try:
        folder = Path(url.removeprefix("embedded:") or "\0").expanduser()
    except RuntimeError as problem:  # the home of a user who is not there
        raise StoreError("store_address", url=url) from problem
    if not str(folder).isprintable():
        raise StoreError("store_address", url=url)
    engine = Engine(folder, heap=heap, query_seconds=query_seconds, idle_seconds=idle_seconds)
    try:
        return Store(lambda: _connect_embedded(engine), engine.close, engine.kill, query_seconds)
    except BaseException:
        engine.close()
        raise


def _connect_embedded(engine: Engine) -> Connection:
    """A link to the engine; one that is just dying takes connections and does not answer, so we ask again."""
    deadline = time.monotonic() + DYING_SECONDS
    while True:
        address = engine.address()
        root, reader = neo4j.basic_auth("root", address.root), neo4j.basic_auth("reader", address.reader)
        uri, dialect = f"bolt://127.0.0.1:{address.bolt}", EmbeddedDialect(address)
        try:
            return _verified(Connection(uri, dialect, root, reader, ENGINE_PATIENCE))
        except StoreError as problem:
            if problem.code != "store_unreachable" or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _verified(connection: Connection) -> Connection:
    try:
        with driver_errors("connect"):
            connection.verify()
    except (LiantuError, ValueError):
        connection.close()
        raise
    return connection
