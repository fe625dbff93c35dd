"""The store: reads, managed writes and set-up over Bolt, on whichever server the address picks."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar

from neo4j.exceptions import ConstraintError, IncompleteCommit, ServiceUnavailable, SessionExpired, TransientError

from graph.model.errors import LiantuError, QueryError, StoreError
from graph.model.records import fingerprint
from graph.model.schema import ENTITY, Schema
from graph.store import writes
from graph.store.connection import Connection, driver_errors
from graph.store.cypher import read_cypher
from graph.store.embedded.engine import Engine
from graph.store.migrations.migration import FIRST_SCHEMA_VERSION
from graph.store.result_table import ResultTable, run_limited
from graph.store.retry import retry_attempts, retry_conflicts
from graph.store.transaction import ResultRow, Transaction
from graph.store.write_lock import wait_for_pause

logger = logging.getLogger(__name__)

T = TypeVar("T")
Reader: TypeAlias = Callable[[str, Mapping[str, object]], Sequence[Mapping[str, Any]]]

WRITE_TRIES = 16
"""How often a write is tried that another writer got in the way of: of 280 writes by four writers none took 7 tries."""
WRITE_WAIT_SECONDS = (0.05, 1.0)
"""The longest random wait after the first try, and after any: about 6 s for all tries of one that never succeeds."""
SETUP_TRIES = 6
"""How often set-up is tried while other processes set the same new store up. Four at once need fewer."""
SETUP_WAIT_SECONDS = 0.5
"""How long to wait in between, so that all tries together give the other process 2.5 s."""
LOST_FAULTS = ("store_lost", "store_lost_at_commit", "store_unreachable")
"""What a statement is told as whose embedded engine has ended, as it does when its heap is too small."""
UNCLEAR_FAULTS = ("query_failed", "engine_setup", *LOST_FAULTS)
"""What the embedded engine's errors are told as when it has no room to write."""
GRACE_SECONDS = 5.0
"""How long after its time limit a console statement may answer, before the engine is killed."""


class Store:
    """One graph. Made by ``open_store``; closed by ``close`` or ``with``.

    Args:
        connect: makes the connections; called again when they are lost. It starts the embedded engine if need be.
        leave_engine: called when the store is closed.
        kill_engine: ends what the engine computes, whoever uses it.
        engine_fault: returns why the engine has just failed, where its log tells: a full disk, or, told that it has
            ended, too little memory.
        engine_seconds: the embedded engine's own time limit for a statement.
        engine: the embedded engine itself; None on a server.
    """

    def __init__(
        self,
        connect: Callable[[], Connection],
        *,
        leave_engine: Callable[[], None] = lambda: None,
        kill_engine: Callable[[], None] = lambda: None,
        engine_fault: Callable[[bool], StoreError | None] = lambda ended: None,
        engine_seconds: float = 0.0,
        engine: Engine | None = None,
    ) -> None:
        self._connect, self._leave_engine, self._kill_engine = connect, leave_engine, kill_engine
        self._engine_fault = engine_fault
        self._engine_seconds = engine_seconds
        self.engine = engine
        self._connection = connect()
        self._reconnect_lock = threading.Lock()

    @property
    def name(self) -> str:
        """Return ``embedded`` or ``neo4j``, which picks a query's variant."""
        return self._connection.dialect.name

    @property
    def search_index(self) -> str:
        """Return the full-text index's name on this server."""
        return self._connection.dialect.search_index

    def regex_check(self, pattern: str) -> str | None:
        """Return a statement that fails for a malformed regular expression; None where the server tells by itself."""
        return self._connection.dialect.regex_check(pattern)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the server; the embedded engine ends when it has had no user for its idle time."""
        self._connection.close()
        self._leave_engine()

    def read(self, text: str, parameters: Mapping[str, object] | None = None) -> list[ResultRow]:
        """Return the rows of a reading statement. A lost connection is made again once.

        Raises:
            QueryError: the statement is faulty or took too long.
            StoreError: the server went away, hangs, or refused the account.
        """
        connection = self._live_connection()
        with self._engine_fault_told(), driver_errors(text):
            try:
                return self._read(text, parameters)
            except (ServiceUnavailable, SessionExpired):
                self._reconnect(connection)
                return self._read(text, parameters)

    @contextmanager
    def _engine_fault_told(self) -> Iterator[None]:
        """Raise the error of a full disk, or of too little memory, instead of what the engine makes of it.

        Raises:
            StoreError: ``disk_full``, ``engine_memory``, else as it is.
        """
        try:
            yield
        except LiantuError as problem:
            fault = self._engine_fault(problem.code in LOST_FAULTS) if problem.code in UNCLEAR_FAULTS else None
            if fault:
                raise fault from problem
            raise

    def _live_connection(self) -> Connection:
        """Return the connection; a new one, where the server was found to hang on the last one."""
        if self._connection.hangs:
            self._reconnect(self._connection)
        return self._connection

    def _read(self, text: str, parameters: Mapping[str, object] | None) -> list[ResultRow]:
        connection = self._connection
        with connection.watched(), connection.read_session() as session:
            return session.execute_read(lambda tx: Transaction(tx).run(text, parameters))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one transaction: all of it is kept, or nothing. It may be called several times.

        The driver tries transient faults again; we try again where another writer got in the way.

        Raises:
            StoreError: the server refused, or went away: ``store_lost`` in the middle, so that it kept the old state,
                ``store_lost_at_commit`` at the commit, so that nobody knows.
        """
        connection = self._live_connection()
        first, longest = WRITE_WAIT_SECONDS
        tries = retry_conflicts(
            "write", WRITE_TRIES, _lost_to_another_writer, first_seconds=first, longest_seconds=longest
        )
        with self._engine_fault_told(), driver_errors("write"):
            try:
                result: T = wait_for_pause(lambda: tries(self._write_once, work), self._end_pause)
                return result
            except (ServiceUnavailable, SessionExpired) as problem:
                if not connection.hangs:
                    self._reconnect(connection)
                code = "store_lost_at_commit" if isinstance(problem, IncompleteCommit) else "store_lost"
                raise StoreError(code, reason=str(problem)) from problem

    def _end_pause(self, token: str) -> None:
        self._write_once(lambda tx: tx.run(writes.end_pause(), {"token": token}))

    def _write_once(self, work: Callable[[Transaction], T]) -> T:
        began, rows = time.perf_counter(), 0

        def run(driver_transaction: Any) -> T:
            nonlocal rows
            transaction = Transaction(driver_transaction)
            result = work(transaction)
            rows = transaction.row_count
            return result

        connection = self._connection
        with connection.watched(), connection.write_session() as session:
            result = session.execute_write(run)
        logger.debug("wrote %d rows in %.0f ms", rows, (time.perf_counter() - began) * 1000)
        return result

    def run_read_only(
        self, text: str, parameters: Mapping[str, object] | None = None, *, rows: int, seconds: float
    ) -> ResultTable:
        """Run a judged statement where it cannot write, for at most ``rows`` rows and ``seconds`` seconds.

        Raises:
            QueryError: the server refused it, it took too long, or it ended the embedded engine (started again).
            StoreError: the server hangs.
        """
        connection, answer = self._live_connection(), Future[ResultTable]()

        def run() -> None:
            try:
                answer.set_result(run_limited(connection, text, dict(parameters or {}), rows=rows, seconds=seconds))
            except LiantuError as problem:
                answer.set_exception(problem)

        threading.Thread(target=run, daemon=True).start()
        try:
            return answer.result(max(seconds, self._engine_seconds) + GRACE_SECONDS)
        except TimeoutError:  # neither server looks at its limit inside one expression
            self._kill_engine()
            if self.name == "embedded":
                self._reconnect(connection)
            raise QueryError("query_timeout", query=text, reason=f"> {seconds:g} s") from None
        except StoreError as problem:
            if problem.code != "store_unreachable":
                raise
            self._reconnect(connection)
            if self._connection.dialect == connection.dialect:  # the same engine: it only dropped the connection
                raise QueryError("query_failed", query=text, reason=str(problem.fields["reason"])) from problem
            raise QueryError("query_killed_engine", query=text) from problem

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
        """Return the version of the schema that the store was written with; None for a new store.

        Raises:
            StoreError: ``store_restoring`` where a restore was cut off: what is there is neither the old nor the new.
        """
        rows = self.read(read_cypher("read_setup"))
        if rows and rows[0]["restoring"]:
            raise StoreError("store_restoring", file=rows[0]["restoring"])
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
        """Run the statements of the set-up; those whose index exists already change nothing."""
        began = time.perf_counter()
        statements, _ = self._setup_statements(schema)
        tries = retry_attempts(
            "setup",
            SETUP_TRIES,  # another process is at it, too: what it has made is skipped the next time
            lambda problem: isinstance(problem, QueryError | StoreError),
            wait_seconds=SETUP_WAIT_SECONDS,
        )
        tries(self._run_setup, statements)
        logger.info("setup of the %s store in %.0f ms", self.name, (time.perf_counter() - began) * 1000)

    def _run_setup(self, statements: Sequence[str]) -> None:
        self._run_setup_statements(statements)
        with self._engine_fault_told():
            self._connection.dialect.create_fulltext_index()

    def _run_setup_statements(self, statements: Sequence[str]) -> None:
        for statement in statements:
            self.write(lambda tx, text=statement: tx.run(text))  # type: ignore[misc]

    @contextmanager
    def fulltext_index_suspended(self, schema: Schema) -> Iterator[None]:
        """Remove many entities within: where the full-text index would slow that down, it is made again afterwards.

        Until then search looks at the names themselves. If the process is cut off, the next set-up makes the index.
        """
        dialect = self._connection.dialect
        if dialect.fulltext_slows_delete:
            self.write(lambda tx: tx.run(read_cypher("clear_setup")))
            dialect.drop_fulltext_index()
        try:
            yield
        finally:
            self.setup(schema)

    def repair(self, schema: Schema) -> None:
        """Mend the server's files after damage was found, as far as they can be without the rows.

        A bit that was turned in an id leaves the old id in the index, and the row could not be written again. So the
        constraints are dropped and made anew: with REBUILD INDEX the embedded engine loses them and says nothing.

        Raises:
            StoreError: the server refuses.
        """
        logger.warning("repair the %s store", self.name)
        dialect = self._connection.dialect
        dialect.repair()
        dialect.drop_fulltext_index()
        self._run_setup_statements(writes.dropped_constraints(schema))
        self.create_indexes(schema)

    def reconnect(self) -> None:
        """Connect anew, after another database was put in the place of the embedded engine's."""
        self._reconnect(self._connection)

    def _reconnect(self, lost: Connection) -> None:
        with self._reconnect_lock:
            if self._connection is lost:  # else another thread has reconnected
                logger.info("reconnect to the %s store", lost.dialect.name)
                self._connection = self._connect()
                lost.close()


def _lost_to_another_writer(problem: BaseException) -> bool:
    """Return whether a write may succeed the next time.

    Two writers that MERGE the same new key get a constraint error on the embedded engine, which the driver does not
    try again. That engine also lets two writers go on until one commits: the other one then misses what it looks up.
    """
    if isinstance(problem, StoreError):
        return problem.code == "store_incomplete"
    return isinstance(problem, ConstraintError | TransientError)


def entity_label(labels: Sequence[str]) -> str:
    """Return the one type label among a node's labels.

    >>> entity_label(["Entity", "Park"])
    'Park'

    Raises:
        ValueError: there is none, which only a damaged store has.
    """
    for label in sorted(labels):
        if label != ENTITY:
            return label
    raise ValueError(labels)
