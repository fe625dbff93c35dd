"""Open the store at an address."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from pathlib import Path

import neo4j

from graph.model.errors import LiantuError, StoreError
from graph.store.connection import ACQUISITION_TIMEOUT_SECONDS, Connection, driver_errors
from graph.store.dialect import EmbeddedDialect, Neo4jDialect
from graph.store.embedded.engine import QUERY_SECONDS, Engine
from graph.store.retry import retry_seconds
from graph.store.store import Store
from graph.store.watchdog import store_hangs

logger = logging.getLogger(__name__)

SERVER_RETRY_SECONDS = 10.0
"""How long the driver tries transient faults again on a server: patience against an error that is told before 15 s.
A write that another writer got in the way of is tried five times as long."""
ENGINE_RETRY_SECONDS = 2.0
"""The same on the embedded engine. Short, because one that has died comes back on another port: only we find it."""
DYING_SECONDS = 30.0
"""How long to ask for an engine that answers: the one before may be ending, which can take the supervisor 20 s."""
LOCKED_SECONDS = 10.0
"""How long an account that the engine refuses is tried again: somebody is told within 15 s."""
ROUNDING_SECONDS = 0.5
"""How much earlier than its limit the driver may give up."""
DYING_WAIT_SECONDS = 0.25
"""How long to wait in between."""
BOLT_SCHEMES = tuple(f"{name}{tls}://" for name in ("bolt", "neo4j") for tls in ("", "+s", "+ssc"))


def open_store(
    url: str,
    user: str = "",
    password: str = "",
    *,
    heap: str = "1g",
    query_seconds: float = QUERY_SECONDS,
    idle_seconds: float = 0.0,
    java: Path | None = None,
) -> Store:
    """Open the store at an address.

    The embedded engine's four settings are those of whoever starts it. While it runs, those of others have no effect.

    Args:
        url: ``embedded:PATH``, ``bolt://host:port`` or ``neo4j://host:port`` (with ``+s`` for TLS).
        user, password: the account of a Neo4j server; the embedded engine keeps its own.
        heap: the embedded engine's heap limit, as Java writes it.
        query_seconds: the embedded engine's time limit for a statement.
        idle_seconds: how long the embedded engine goes on after its last user has left or died. 0 ends it at once,
            which is the default, because a program with a store of its own may remove the folder next.
        java: the embedded engine's Java runtime; none: chosen among those that are there.

    Raises:
        StoreError: no such kind of address, no server there, wrong account, or no engine for this machine.
    """
    if url.startswith("embedded:"):
        return _open_embedded(
            url,
            lambda home: Engine(home, heap=heap, query_seconds=query_seconds, idle_seconds=idle_seconds, java=java),
        )
    if not url.startswith(BOLT_SCHEMES):
        raise StoreError("store_address", url=url)
    if "@" in url:
        raise StoreError("store_secret_in_address", url=re.sub(r"//.*@", "//…@", url))
    auth = neo4j.basic_auth(user, password) if user else None
    try:
        return Store(
            lambda: _verified(Connection(url, Neo4jDialect(), writer=auth, retry_seconds=SERVER_RETRY_SECONDS))
        )
    except ValueError as problem:  # a port that is no number, a host that no name server could be asked for
        raise StoreError("store_address", url=url) from problem


def embedded_folder(url: str) -> Path:
    """Return the folder that an ``embedded:`` address names.

    >>> embedded_folder("embedded:/srv/liantu").name
    'liantu'

    Raises:
        StoreError: it names none.
    """
    try:
        home = Path(url.removeprefix("embedded:") or "\0").expanduser()
    except RuntimeError as problem:  # the home of a user who does not exist
        raise StoreError("store_address", url=url) from problem
    if not str(home).isprintable():
        raise StoreError("store_address", url=url)
    return home


def _open_embedded(url: str, engine_at: Callable[[Path], Engine]) -> Store:
    engine = engine_at(embedded_folder(url))
    try:
        return Store(
            lambda: _connect_embedded(engine),
            leave_engine=engine.close,
            kill_engine=engine.kill,
            engine_fault=engine.fault,
            engine_seconds=engine.query_seconds,
            engine=engine,
        )
    except BaseException:
        engine.close()
        raise


def _connect_embedded(engine: Engine) -> Connection:
    """Connect to the engine. One that is just dying takes connections, and does not answer or refuses the account.

    So we ask again: always where it does not answer, and where it refuses the account if its supervisor has gone. A
    start that fails, for a broken file or a taken folder, fails at once: waiting would not mend it.

    The engine also refuses an account for half a minute after others' wrong passwords: a while of that is waited for.

    Raises:
        StoreError: ``engine_locked`` for an account that a running engine goes on refusing; else why it does not start.
    """
    began = time.monotonic()

    def may_be_gone_soon(problem: BaseException) -> bool:
        code = problem.code if isinstance(problem, StoreError) else ""
        is_locked = time.monotonic() - began < LOCKED_SECONDS
        return (
            code == "store_unreachable"
            or (code == "store_account" and (is_locked or engine.is_lost()))
            or (code == "store_hangs" and engine.is_stopping())
        )

    tries = retry_seconds("connect", DYING_SECONDS, may_be_gone_soon, wait_seconds=DYING_WAIT_SECONDS)
    try:
        return tries(_connect_once, engine)
    except StoreError as problem:
        if problem.code == "store_account":
            raise StoreError("engine_locked", path=str(engine.home)) from problem
        raise


def _connect_once(engine: Engine) -> Connection:
    address = engine.address()
    connection = Connection(
        f"bolt://127.0.0.1:{address.bolt}",
        EmbeddedDialect(address=address),
        writer=neo4j.basic_auth(address.writer.name, address.writer.password),
        reader=neo4j.basic_auth(address.reader.name, address.reader.password),
        retry_seconds=ENGINE_RETRY_SECONDS,
    )
    return _verified(connection)


def _verified(connection: Connection) -> Connection:
    began = time.perf_counter()
    try:
        with driver_errors("connect"):
            connection.verify()
    except (LiantuError, ValueError) as problem:
        connection.close()
        unreachable = isinstance(problem, StoreError) and problem.code == "store_unreachable"
        if unreachable and time.perf_counter() - began > ACQUISITION_TIMEOUT_SECONDS - ROUNDING_SECONDS:
            raise store_hangs() from problem  # it took the connection, and said nothing
        raise
    logger.info("connected to the %s store in %.0f ms", connection.dialect.name, (time.perf_counter() - began) * 1000)
    return connection
