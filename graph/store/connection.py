"""The driver's connections to one server, and its errors as ours."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.model.errors import QueryError, StoreError
from graph.store.dialect import Dialect

# Without a handler the driver's log goes to stderr; what matters of it comes as an exception.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
FETCH_ROWS = 1000
ACCOUNT_CODES = (".CredentialsExpired", ".AuthenticationRateLimit", ".TokenExpired")
TIMEOUT_CODES = (".TransactionTimedOut", ".TransactionTimedOutClientConfiguration", ".Terminated")
EMBEDDED_TIMEOUT_SENTENCES = ("the arcadedb.command.timeout of", "(arcadedb.command.regexTimeout)")


class Connection:
    """The driver's connections to one server: one account that writes, one that cannot."""

    def __init__(
        self, uri: str, dialect: Dialect, writer: neo4j.Auth | None, reader: neo4j.Auth | None, patience: float
    ) -> None:
        self.dialect = dialect
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._writer = _driver(uri, writer, patience)
        self._reader = _driver(uri, reader, patience) if reader else self._writer

    def read_session(self, fetch_rows: int = FETCH_ROWS) -> neo4j.Session:
        """A session that cannot write; ``fetch_rows`` are held in memory at a time."""
        return self._session(self._reader, neo4j.READ_ACCESS, fetch_rows)

    def write_session(self) -> neo4j.Session:
        """A session that can write."""
        return self._session(self._writer, neo4j.WRITE_ACCESS, FETCH_ROWS)

    def _session(self, driver: neo4j.Driver, mode: str, fetch_rows: int) -> neo4j.Session:
        return driver.session(
            database=self.dialect.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=fetch_rows,
        )

    def verify(self) -> None:
        """Ask both accounts for an answer."""
        self._reader.verify_connectivity()
        self._writer.verify_connectivity()

    def close(self) -> None:
        """Leave."""
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


@contextmanager
def driver_errors(query: str) -> Iterator[None]:
    """The driver's errors as ours, with the query that caused them."""
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
        # the embedded engine has only its sentences, and a statement may quote any word
        late = code.endswith(TIMEOUT_CODES) or any(sentence in reason for sentence in EMBEDDED_TIMEOUT_SENTENCES)
        raise QueryError("query_timeout" if late else "query_failed", query=query, reason=reason) from problem
