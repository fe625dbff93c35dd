"""The store: reads, managed writes, set-up and search over Bolt, on whichever server the address picks."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from neo4j.graph import Node, Relationship
from neo4j.graph import Path as GraphPath

from graph.model.errors import LiantuError, QueryError, StoreError
from graph.model.records import fingerprint
from graph.model.schema import ENTITY, Schema
from graph.store import cypher
from graph.store.dialect import Dialect, EmbeddedDialect, Neo4jDialect
from graph.store.engine import QUERY_SECONDS, Engine

T = TypeVar("T")
Row = dict[str, Any]
WRITE_TRIES, SETUP_TRIES = 5, 6
# How long the driver tries again. An engine that has died comes back on another port: only we can find it there.
SERVER_PATIENCE, ENGINE_PATIENCE, DYING_SECONDS = 60.0, 2.0, 30.0
BOLT_SCHEMES = tuple(f"{name}{tls}://" for name in ("bolt", "neo4j") for tls in ("", "+s", "+ssc"))
# Without a handler the driver's log goes to stderr; what matters of it comes as an exception.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
LUCENE = re.compile(r'([+\-!(){}\[\]^"~*?:\\/&|])')


@dataclass(frozen=True)
class Table:
    """The answer to a console statement: columns, rows of plain values, and whether the limit cut it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool


@dataclass(frozen=True)
class Hit:
    """An entity that a search found."""

    id: str
    name: str
    label: str
    kind: str
    existence: str
    aliases: tuple[str, ...]


class Transaction:
    """Inside a managed transaction: runs statements, gives plain rows."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, text: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
        """The rows of one statement, as dicts of plain values."""
        result = self._transaction.run(text, dict(parameters or {}))
        keys = result.keys()
        return [dict(zip(keys, map(plain, record.values()), strict=True)) for record in result]


class Store:
    """One graph. Made by ``open_store``; closed by ``close`` or ``with``."""

    def __init__(self, connect: Callable[[], _Link], close: Callable[[], None] = lambda: None) -> None:
        self._connect, self._close = connect, close
        self._link = connect()
        self._mending = threading.Lock()

    @property
    def name(self) -> str:
        """``embedded`` or ``neo4j``: picks a query's variant."""
        return self._link.dialect.name

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the server; the embedded engine ends with its last user."""
        self._link.close()
        self._close()

    def read(self, text: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
        """The rows of a reading statement. A lost connection is made again once."""
        link = self._link
        with translated(text):
            try:
                return self._read(text, parameters)
            except (ServiceUnavailable, SessionExpired):
                self._reconnect(link)
                return self._read(text, parameters)

    def _read(self, text: str, parameters: Mapping[str, object] | None) -> list[Row]:
        with self._link.reading() as session:
            return session.execute_read(lambda tx: Transaction(tx).run(text, parameters))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one transaction: all of it is kept, or nothing.

        Transient faults are tried again by the driver; a key that another writer made in between, by us.

        Raises:
            StoreError: the server refused, or went away in the middle (what it kept is the old state).
        """
        link = self._link
        with translated("write"):
            for again in reversed(range(WRITE_TRIES)):
                try:
                    with self._link.writing() as session:
                        return session.execute_write(lambda tx: work(Transaction(tx)))
                except (ConstraintError, TransientError):
                    if not again:
                        raise
                except (ServiceUnavailable, SessionExpired) as problem:
                    self._reconnect(link)
                    raise StoreError("store_lost", reason=str(problem)) from problem
        raise AssertionError("the last try returns or raises")

    def console(self, text: str, parameters: Mapping[str, object] | None = None, *, rows: int, seconds: float) -> Table:
        """Run a judged statement where it cannot write, for at most ``rows`` rows and ``seconds`` seconds.

        Raises:
            QueryError: the server refused it, it took too long, or it ended the embedded engine (started again).
        """
        link = self._link
        try:
            with translated(text), link.reading() as session, session.begin_transaction(timeout=seconds) as tx:
                result = tx.run(text, dict(parameters or {}))
                columns = tuple(result.keys())
                found = [tuple(map(plain, record.values())) for record in result.fetch(rows + 1)]
                return Table(columns, tuple(found[:rows]), len(found) > rows)
        except StoreError as problem:
            if problem.code != "store_unreachable":
                raise
            self._reconnect(link)
            raise QueryError("query_killed_engine", query=text) from problem

    def setup(self, schema: Schema) -> None:
        """Make constraints and indexes, once for each version of the schema."""
        dialect = self._link.dialect
        statements = [*cypher.constraints(schema), *cypher.indexes(), *dialect.search_setup()]
        wanted = fingerprint(statements, dialect.search_index)
        if [{"setup": wanted}] == self.read("MATCH (g:Graph {id: 'graph'}) RETURN g.setup AS setup"):
            return
        for again in reversed(range(SETUP_TRIES)):
            try:
                for statement in statements:
                    self.write(lambda tx, text=statement: tx.run(text))  # type: ignore[misc]
                dialect.prepare()
                break
            except (QueryError, StoreError):  # another process is at it, too: what it has made is skipped next time
                if not again:
                    raise
                time.sleep(0.5)
        self.write(lambda tx: tx.run("MERGE (g:Graph {id: 'graph'}) SET g.setup = $setup", {"setup": wanted}))

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Entities by name, alias, or part of either: exact names first, then those that begin with the text."""
        text = " ".join(text.split())
        if not text:
            return []
        phrase = '"' + LUCENE.sub(r"\\\1", text) + '"'
        found = (
            self.read(cypher.search(), {"index": self._link.dialect.search_index, "text": phrase})
            if len(text) > 1
            else []
        )
        if not found:
            found = self.read(cypher.search_part(), {"text": text, "limit": limit * 10})
        hits = [_hit(row) for row in found]
        return sorted(hits, key=lambda hit: _closeness(hit, text))[:limit]

    def _reconnect(self, lost: _Link) -> None:
        with self._mending:
            if self._link is lost:  # else another thread has mended it
                self._link = self._connect()
                lost.close()


class _Link:
    """The driver's connections to one server: one account that writes, one that cannot."""

    def __init__(
        self, uri: str, dialect: Dialect, writer: neo4j.Auth | None, reader: neo4j.Auth | None, patience: float
    ) -> None:
        self.dialect = dialect
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._writer = _driver(uri, writer, patience)
        self._reader = _driver(uri, reader, patience) if reader else self._writer

    def reading(self) -> neo4j.Session:
        return self._session(self._reader, neo4j.READ_ACCESS)

    def writing(self) -> neo4j.Session:
        return self._session(self._writer, neo4j.WRITE_ACCESS)

    def _session(self, driver: neo4j.Driver, mode: str) -> neo4j.Session:
        return driver.session(
            database=self.dialect.database, default_access_mode=mode, bookmark_manager=self._bookmarks, fetch_size=1000
        )

    def verify(self) -> None:
        self._reader.verify_connectivity()
        self._writer.verify_connectivity()

    def close(self) -> None:
        self._writer.close()
        self._reader.close()


def _driver(uri: str, auth: neo4j.Auth | None, patience: float) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        uri,
        auth=auth,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="liantu",
        connection_timeout=10,
        max_transaction_retry_time=patience,
    )


def open_store(
    url: str, user: str = "", password: str = "", *, heap: str = "1g", query_seconds: float = QUERY_SECONDS
) -> Store:
    """Open the store at an address.

    Args:
        url: ``embedded:PATH``, ``bolt://host:port`` or ``neo4j://host:port`` (with ``+s`` for TLS).
        user, password: the account of a Neo4j server; the embedded engine keeps its own.
        heap, query_seconds: the embedded engine's heap limit and its time limit for a statement.

    Raises:
        StoreError: no such kind of address, no server there, wrong account, or no engine for this machine.
    """
    if url.startswith("embedded:"):
        engine = Engine(Path(url.removeprefix("embedded:")).expanduser(), heap, query_seconds)
        try:
            return Store(lambda: _embedded(engine), engine.close)
        except BaseException:
            engine.close()
            raise
    if not url.startswith(BOLT_SCHEMES):
        raise StoreError("store_address", url=url)
    if "@" in url:
        raise StoreError("store_secret_in_address", url=re.sub(r"//.*@", "//…@", url))
    auth = neo4j.basic_auth(user, password) if user else None
    return Store(lambda: _verified(_Link(url, Neo4jDialect(), auth, None, SERVER_PATIENCE)))


def _embedded(engine: Engine) -> _Link:
    """A link to the engine; one that is just dying takes connections and does not answer, so we ask again."""
    deadline = time.monotonic() + DYING_SECONDS
    while True:
        address = engine.address()
        root, reader = neo4j.basic_auth("root", address.root), neo4j.basic_auth("reader", address.reader)
        uri, dialect = f"bolt://127.0.0.1:{address.bolt}", EmbeddedDialect(address)
        try:
            return _verified(_Link(uri, dialect, root, reader, ENGINE_PATIENCE))
        except StoreError as problem:
            if problem.code != "store_unreachable" or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _verified(link: _Link) -> _Link:
    try:
        with translated("connect"):
            link.verify()
    except LiantuError:
        link.close()
        raise
    return link


@contextmanager
def translated(query: str) -> Iterator[None]:
    """The driver's errors as ours, with the query that caused them."""
    try:
        yield
    except AuthError as problem:
        raise StoreError("store_account", reason=problem.message) from problem
    except (ServiceUnavailable, SessionExpired, ConfigurationError) as problem:
        raise StoreError("store_unreachable", reason=str(problem)) from problem
    except ClientError as problem:
        code = "query_timeout" if _timed_out(problem) else "query_failed"
        raise QueryError(code, query=query, reason=problem.message) from problem
    except (Neo4jError, DriverError) as problem:
        code = "query_timeout" if _timed_out(problem) else "query_failed"
        raise QueryError(code, query=query, reason=str(problem)) from problem


def _timed_out(problem: Exception) -> bool:
    text = str(problem).lower()
    return "timed out" in text or "timeout" in text or "terminated" in text


def plain(value: Any) -> Any:
    """A value of the driver as plain data: nodes and edges become maps, dates become text."""
    if isinstance(value, Node):
        return {"labels": sorted(value.labels - {ENTITY}), "properties": plain(dict(value))}
    if isinstance(value, Relationship):
        return {"type": value.type, "properties": plain(dict(value))}
    if isinstance(value, GraphPath):
        return {"nodes": plain(list(value.nodes)), "edges": plain(list(value.relationships))}
    if isinstance(value, Mapping):
        return {key: plain(value[key]) for key in sorted(value)}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def entity_label(labels: Sequence[str]) -> str:
    """The one type label among a node's labels."""
    return next(label for label in sorted(labels) if label != ENTITY)


def _hit(row: Row) -> Hit:
    return Hit(
        row["id"],
        row["name"] or row["id"],
        entity_label(row["labels"]),
        row["kind"] or "",
        row["existence"] or "",
        tuple(row["aliases"] or ()),
    )


def _closeness(hit: Hit, text: str) -> tuple[int, int, str]:
    names = (hit.name, *hit.aliases)
    rank = 0 if hit.name == text else 1 if text in names else 2 if hit.name.startswith(text) else 3
    return rank, len(hit.name), hit.id
