"""The driver's connections to one server, and its errors as the store's own."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.model.errors import QueryError, StoreError
from graph.store.dialect import Dialect
from graph.store.watchdog import Watchdog, pulse_of, store_hangs

# Without a handler the driver's log goes to stderr. What matters of it is raised as an exception.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
FETCH_SIZE = 1000
"""Rows that the driver fetches at once (its own default): fewer round trips against memory."""
CONNECTION_TIMEOUT_SECONDS = 5
"""How long the driver waits until a server takes a connection."""
ACQUISITION_TIMEOUT_SECONDS = 10
"""How long until a connection can be used, the server's first answers included. Somebody is told within 15 s."""
WRITE_TIMEOUT_SECONDS = 10
"""How long a server may leave what is sent to it unread: it reads a statement before it computes."""
ACCOUNT_CODES = (".CredentialsExpired", ".AuthenticationRateLimit", ".TokenExpired")
TIMEOUT_CODES = (".TransactionTimedOut", ".TransactionTimedOutClientConfiguration", ".Terminated")
EMBEDDED_TIMEOUT_SENTENCES = ("the arcadedb.command.timeout of", "(arcadedb.command.regexTimeout)")
"""The embedded engine has no code for a timeout, only sentences. They are long, as a statement may quote any word."""


UNREADABLE = re.compile("Record #-[0-9]+:-?[0-9]+ not found")
"""The embedded engine's word for a list of edges that was damaged: no record has such a number."""


class Connection:
    """The driver's connections to one server.

    Args:
        uri: where Bolt listens.
        dialect: the server's kind.
        writer: the account that writes.
        reader: the account that cannot write; without one the writer's sessions for reading must do.
        retry_seconds: how long the driver tries transient faults again.
    """

    def __init__(
        self,
        uri: str,
        dialect: Dialect,
        *,
        writer: neo4j.Auth | None,
        reader: neo4j.Auth | None = None,
        retry_seconds: float,
    ) -> None:
        self.dialect = dialect
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._writer = self._driver(uri, writer, retry_seconds)
        self._reader = self._driver(uri, reader, retry_seconds) if reader else self._writer
        self._watchdog = Watchdog(pulse_of(uri), self._close_drivers)

    def read_session(self, fetch_size: int = FETCH_SIZE) -> neo4j.Session:
        """Return a session that cannot write; it holds ``fetch_size`` rows in memory at a time."""
        return self._session(self._reader, neo4j.READ_ACCESS, fetch_size)

    def write_session(self) -> neo4j.Session:
        """Return a session that can write."""
        return self._session(self._writer, neo4j.WRITE_ACCESS, FETCH_SIZE)

    def _session(self, driver: neo4j.Driver, mode: str, fetch_size: int) -> neo4j.Session:
        return driver.session(
            database=self.dialect.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=fetch_size,
        )

    def verify(self) -> None:
        """Ask the server for an answer under both accounts."""
        self._reader.verify_connectivity()
        self._writer.verify_connectivity()

    def close(self) -> None:
        """Close all connections."""
        self._watchdog.close()
        self._close_drivers()

    def _close_drivers(self) -> None:
        self._writer.close()
        self._reader.close()

    @property
    def hangs(self) -> bool:
        """Return whether the server was found to hang: these connections are closed then."""
        return self._watchdog.hangs

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Run statements within, for as long as they take while the server lives.

        Raises:
            StoreError: ``store_hangs``.
        """
        with self._watchdog.watching():
            try:
                yield
            except (DriverError, Neo4jError) as problem:
                if self.hangs and not isinstance(problem, IncompleteCommit):
                    raise store_hangs() from problem
                raise

    def _driver(self, uri: str, auth: neo4j.Auth | None, retry_seconds: float) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(
            uri,
            auth=auth,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            user_agent="liantu",
            connection_timeout=CONNECTION_TIMEOUT_SECONDS,
            connection_acquisition_timeout=ACQUISITION_TIMEOUT_SECONDS,
            connection_write_timeout=WRITE_TIMEOUT_SECONDS,
            max_transaction_retry_time=retry_seconds,
            resolver=self._resolve,
        )

    def _resolve(self, address: neo4j.Address) -> list[neo4j.Address]:
        """Return an address as it is. The driver asks before it connects, and would try a hanging server again."""
        if self.hangs:
            raise store_hangs()
        return [address]


@contextmanager
def driver_errors(query: str) -> Iterator[None]:
    """Raise the driver's errors as the store's own, with the query that caused them.

    Raises:
        StoreError: ``store_account``, ``store_unreachable`` or ``store_unreadable``.
        QueryError: ``query_timeout`` or ``query_failed``.
    """
    try:
        yield
    except AuthError as problem:
        raise StoreError("store_account", reason=problem.message) from problem
    except (ServiceUnavailable, SessionExpired, ConfigurationError) as problem:
        raise StoreError("store_unreachable", reason=str(problem)) from problem
    except (Neo4jError, DriverError) as problem:
        code = str(getattr(problem, "code", ""))
        reason = str(getattr(problem, "message", "") or problem)
        if code.endswith(ACCOUNT_CODES):
            raise StoreError("store_account", reason=reason) from problem
        if UNREADABLE.search(reason):
            raise StoreError("store_unreadable", reason=reason) from problem
        timed_out = code.endswith(TIMEOUT_CODES) or any(sentence in reason for sentence in EMBEDDED_TIMEOUT_SENTENCES)
        raise QueryError("query_timeout" if timed_out else "query_failed", query=query, reason=reason) from problem
