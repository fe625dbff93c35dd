"""The store: reads, managed writes, set-up and search over Bolt, on whichever server the address picks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

import neo4j
from neo4j.exceptions import ConstraintError, IncompleteCommit, ServiceUnavailable, SessionExpired, TransientError

from graph.model.errors import LiantuError, QueryError, StoreError
from graph.model.records import fingerprint
from graph.model.schema import ENTITY, Schema
from graph.store import writes
from graph.store.batching import ParameterRow
from graph.store.connection import Connection, driver_errors
from graph.store.convert import approx_chars, to_plain
from graph.store.cypher import read_cypher
from graph.store.migrations.migration import FIRST_SCHEMA_VERSION

T = TypeVar("T")
ResultRow = dict[str, Any]
Reader: TypeAlias = Callable[[str, Mapping[str, object]], Sequence[Mapping[str, Any]]]
WRITE_TRIES, SETUP_TRIES = 5, 6
GRACE_SECONDS = 5.0
CONSOLE_FETCH_ROWS, CONSOLE_CHARACTERS = 50, 20_000_000


@dataclass(frozen=True)
class ResultTable:
    """The answer to a console statement: columns, rows of plain values, and whether a limit cut it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool


class Transaction:
    """Inside a managed transaction: runs statements, gives plain rows."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, text: str, parameters: Mapping[str, object] | None = None) -> list[ResultRow]:
        """The rows of one statement, as dicts of plain values."""
        result = self._transaction.run(text, dict(parameters or {}))
        keys = result.keys()
        return [dict(zip(keys, map(to_plain, record.values()), strict=True)) for record in result]

    def run_rows(self, text: str, rows: Sequence[ParameterRow]) -> None:
        """Run a statement that takes ``$rows``.

        Raises:
            StoreError: it made fewer edges than there are rows; raised inside the transaction, so none is kept.
        """
        for told in self.run(text, {"rows": rows}):
            if told.get("made", len(rows)) != len(rows):
                raise StoreError("store_incomplete", query=text, wanted=len(rows), made=told["made"])


class Store:
    """One graph. Made by ``open_store``; closed by ``close`` or ``with``."""

    def __init__(
        self,
        connect: Callable[[], Connection],
        close: Callable[[], None] = lambda: None,
        halt: Callable[[], None] = lambda: None,
        engine_seconds: float = 0.0,
    ) -> None:
        self._connect, self._close, self._kill_engine, self._engine_seconds = connect, close, halt, engine_seconds
        self._connection = connect()
        self._reconnect_lock = threading.Lock()

    @property
    def name(self) -> str:
        """``embedded`` or ``neo4j``: picks a query's variant."""
        return self._connection.dialect.name

    @property
    def search_index(self) -> str:
        """The full-text index's name on this server."""
        return self._connection.dialect.search_index

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the server; the embedded engine ends with its last user."""
        self._connection.close()
        self._close()

    def read(self, text: str, parameters: Mapping[str, object] | None = None) -> list[ResultRow]:
        """The rows of a reading statement. A lost connection is made again once."""
        link = self._connection
        with driver_errors(text):
            try:
                return self._read(text, parameters)
            except (ServiceUnavailable, SessionExpired):
                self._reconnect(link)
                return self._read(text, parameters)

    def _read(self, text: str, parameters: Mapping[str, object] | None) -> list[ResultRow]:
        with self._connection.read_session() as session:
            return session.execute_read(lambda tx: Transaction(tx).run(text, parameters))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one transaction: all of it is kept, or nothing.

        Transient faults are tried again by the driver; what another writer got in the way of, by us.

        Raises:
            StoreError: the server refused, or went away: in the middle, so that it kept the old state, or at the
                commit, so that nobody knows.
        """
        link = self._connection
        with driver_errors("write"):
            for again in reversed(range(WRITE_TRIES)):
                try:
                    with self._connection.write_session() as session:
                        return session.execute_write(lambda tx: work(Transaction(tx)))
                except (ConstraintError, TransientError):
                    if not again:
                        raise
                except StoreError as problem:  # the embedded engine lets two writers go on until one commits
                    if problem.code != "store_incomplete" or not again:
                        raise
                except (ServiceUnavailable, SessionExpired) as problem:
                    self._reconnect(link)
                    code = "store_lost_at_commit" if isinstance(problem, IncompleteCommit) else "store_lost"
                    raise StoreError(code, reason=str(problem)) from problem
        raise AssertionError("the last try returns or raises")

    def run_read_only(
        self, text: str, parameters: Mapping[str, object] | None = None, *, rows: int, seconds: float
    ) -> ResultTable:
        """Run a judged statement where it cannot write, for at most ``rows`` rows and ``seconds`` seconds.

        Raises:
            QueryError: the server refused it, it took too long, or it ended the embedded engine (started again).
        """
        link, answer = self._connection, Future[ResultTable]()
        arguments = (link, answer, text, dict(parameters or {}), rows, seconds)
        threading.Thread(target=self._ask, args=arguments, daemon=True).start()
        try:
            return answer.result(max(seconds, self._engine_seconds) + GRACE_SECONDS)
        except TimeoutError:  # neither server looks at its limit inside one expression
            self._kill_engine()
            if self.name == "embedded":
                self._reconnect(link)
            raise QueryError("query_timeout", query=text, reason=f"> {seconds:g} s") from None
        except StoreError as problem:
            if problem.code != "store_unreachable":
                raise
            self._reconnect(link)
            if self._connection.dialect == link.dialect:  # the same engine: it only dropped the connection
                raise QueryError("query_failed", query=text, reason=str(problem.fields["reason"])) from problem
            raise QueryError("query_killed_engine", query=text) from problem

    def _ask(
        self,
        connection: Connection,
        answer: Future[ResultTable],
        text: str,
        parameters: dict[str, Any],
        rows: int,
        seconds: float,
    ) -> None:
        try:
            session = connection.read_session(min(rows + 1, CONSOLE_FETCH_ROWS))
            with driver_errors(text), session, session.begin_transaction(timeout=seconds) as tx:
                table = limit_rows(tx.run(text, parameters), rows)
            answer.set_result(table)  # not before: the embedded engine's faults may come at the end
        except LiantuError as problem:
            answer.set_exception(problem)
        except (RecursionError, MemoryError, ValueError, TypeError, OverflowError) as problem:
            answer.set_exception(QueryError("query_failed", query=text, reason=f"{type(problem).__name__}: {problem}"))

    def setup(self, schema: Schema) -> None:
        """Create constraints and indexes, once for each version of the schema.

        Raises:
            StoreError: the store has another version of the schema; see ``graph.store.migrate``.
        """
        self.check_version(schema)
        _, mark = self._setup_statements(schema)
        if not any(row["setup"] == mark for row in self.read(read_cypher("read_setup"))):
            self.create_indexes(schema)
            parameters = {"setup": mark, "version": schema.version}
            self.write(lambda tx: tx.run(read_cypher("mark_setup"), parameters))

    def schema_version(self) -> int | None:
        """Return the version of the schema that the store was written with; None for a new store."""
        rows = self.read(read_cypher("read_setup"))
        return (rows[0]["schema_version"] or FIRST_SCHEMA_VERSION) if rows else None

    def check_version(self, schema: Schema, *, older_fits: bool = False) -> None:
        """Check that this program can use the store.

        Raises:
            StoreError: the store was written by a newer version, or by an older one and has to be migrated first.
        """
        version = self.schema_version()
        if version is not None and version > schema.version:
            raise StoreError("store_newer", found=version, known=schema.version)
        if version is not None and version < schema.version and not older_fits:
            raise StoreError("store_older", found=version, known=schema.version)

    def _setup_statements(self, schema: Schema) -> tuple[list[str], str]:
        """Return the statements of the set-up, and the fingerprint that marks it as done."""
        dialect = self._connection.dialect
        statements = [
            *writes.constraints(schema),
            *writes.indexes(),
            writes.warm_up_label_sets(schema),
            *dialect.fulltext_statements(),
        ]
        return statements, fingerprint(statements, dialect.search_index)

    def create_indexes(self, schema: Schema) -> None:
        """Run the statements of the set-up; what exists already is skipped."""
        statements, _ = self._setup_statements(schema)
        for again in reversed(range(SETUP_TRIES)):
            try:
                for statement in statements:
                    self.write(lambda tx, text=statement: tx.run(text))  # type: ignore[misc]
                self._connection.dialect.create_fulltext_index()
                return
            except (QueryError, StoreError):  # another process is at it, too: what it has made is skipped next time
                if not again:
                    raise
                time.sleep(0.5)

    @contextmanager
    def fulltext_index_suspended(self, schema: Schema) -> Iterator[None]:
        """Remove many entities within: the full-text index is made anew afterwards where it would slow that down.

        Until then, or if this is cut off until the next set-up, searching looks at the names themselves.
        """
        dialect = self._connection.dialect
        if dialect.fulltext_slows_delete:
            self.write(lambda tx: tx.run(read_cypher("clear_setup")))
            dialect.drop_fulltext_index()
        try:
            yield
        finally:
            self.setup(schema)

    def _reconnect(self, lost: Connection) -> None:
        with self._reconnect_lock:
            if self._connection is lost:  # else another thread has mended it
                self._connection = self._connect()
                lost.close()


def limit_rows(result: neo4j.Result, rows: int) -> ResultTable:
    """At most so many rows, and no more of them than a page or a terminal can hold."""
    columns, characters = tuple(result.keys()), 0
    found: list[tuple[Any, ...]] = []
    for record in result:
        if len(found) == rows or characters > CONSOLE_CHARACTERS:
            return ResultTable(columns, tuple(found), True)
        found.append(tuple(map(to_plain, record.values())))
        characters += approx_chars(list(found[-1]))
    return ResultTable(columns, tuple(found), False)


def entity_label(labels: Sequence[str]) -> str:
    """The one type label among a node's labels."""
    return next(label for label in sorted(labels) if label != ENTITY)
