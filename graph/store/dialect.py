"""The few things that differ by server: its full-text index, its database, what slows it down."""

from __future__ import annotations

import json
import threading
import urllib.request
from base64 import b64encode
from concurrent.futures import Future
from dataclasses import dataclass
from http.client import HTTPException
from typing import Protocol

from graph.model.errors import StoreError
from graph.store.columns import SEARCH_PROPERTY
from graph.store.embedded.engine import Address
from graph.store.embedded.java import DATABASE
from graph.store.watchdog import pulse_of
from graph.store.writes import SEARCH_INDEX

SQL_SECONDS = 600.0
"""How long a statement of the embedded engine's SQL may take: an index over all entities may be made."""


class Dialect(Protocol):
    """A kind of server, as far as the store must know it."""

    @property
    def name(self) -> str:
        """Return the kind: variants of queries are named after it."""

    @property
    def database(self) -> str | None:
        """Return the database; None for the server's default."""

    @property
    def search_index(self) -> str:
        """Return the name by which queries call the full-text index."""

    def fulltext_statements(self) -> list[str]:
        """Return the Cypher that makes the full-text index, where Cypher can."""

    def create_fulltext_index(self) -> None:
        """Make the full-text index where Cypher cannot."""

    def regex_check(self, pattern: str) -> str | None:
        """Return a statement that fails for a malformed regular expression; None where ``=~`` itself does.

        Args:
            pattern: the expression as Cypher writes it: a string in quotes, or a parameter.
        """

    @property
    def fulltext_slows_delete(self) -> bool:
        """Return whether the full-text index slows down the removal of many entities."""

    def drop_fulltext_index(self) -> None:
        """Drop the full-text index."""

    def repair(self) -> None:
        """Mend what a damaged file has broken besides rows, so that rows can be written again."""


@dataclass(frozen=True)
class Neo4jDialect:
    """Neo4j 5 and later."""

    database: str | None = None
    name: str = "neo4j"
    fulltext_slows_delete: bool = False
    search_index: str = SEARCH_INDEX

    def fulltext_statements(self) -> list[str]:
        """Return the statement that makes the full-text index, with bigrams for Chinese."""
        return [
            f"CREATE FULLTEXT INDEX {SEARCH_INDEX} IF NOT EXISTS FOR (n:Entity) ON EACH [n.{SEARCH_PROPERTY}] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: false}}"
        ]

    def regex_check(self, pattern: str) -> str | None:
        """Return nothing: Neo4j refuses a malformed expression."""
        return None

    def create_fulltext_index(self) -> None:
        """Do nothing: Cypher has made the index."""

    def drop_fulltext_index(self) -> None:
        """Do nothing: Neo4j removes entities quickly."""

    def repair(self) -> None:
        """Do nothing: Neo4j checks its pages itself."""


@dataclass(frozen=True, kw_only=True)
class EmbeddedDialect:
    """The embedded engine: its full-text index is made in its SQL, over HTTP on loopback.

    One property cannot have both a range index and a full-text index there, so the texts to search have their own.
    """

    address: Address
    database: str | None = DATABASE
    name: str = "embedded"
    fulltext_slows_delete: bool = True
    search_index: str = f"Entity[{SEARCH_PROPERTY}]"

    def fulltext_statements(self) -> list[str]:
        """Return nothing: the engine refuses CREATE FULLTEXT INDEX."""
        return []

    def regex_check(self, pattern: str) -> str | None:
        """Return a use of the expression that tells: with ``=~`` nothing matches a malformed one, silently."""
        return f"RETURN text.regexReplace('', {pattern}, '') AS checked"

    def create_fulltext_index(self) -> None:
        """Make the full-text index; the constraints have made the type before."""
        self._sql(f"CREATE PROPERTY Entity.{SEARCH_PROPERTY} IF NOT EXISTS STRING")
        self._sql(
            f"CREATE INDEX IF NOT EXISTS ON Entity ({SEARCH_PROPERTY}) FULL_TEXT METADATA "
            '{"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer"}'
        )

    def drop_fulltext_index(self) -> None:
        """Drop the full-text index.

        For each entity removed, the engine looks through all texts that share a word with it: removing many entities
        takes time with the square of their number. Dropping the index and making it again is much faster.
        """
        self._sql(f"DROP INDEX `{self.search_index}` IF EXISTS")

    def repair(self) -> None:
        """Mend the lists of edges: a turned bit makes one unreadable, and the engine makes it anew from the edges."""
        self._sql("CHECK DATABASE FIX")

    def _sql(self, statement: str) -> None:
        account = b64encode(f"{self.address.writer.name}:{self.address.writer.password}".encode()).decode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.address.http}/api/v1/command/{DATABASE}",
            data=json.dumps({"language": "sql", "command": statement}).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Basic {account}"},
        )
        answer: Future[None] = Future()
        threading.Thread(target=_post, args=(request, answer), daemon=True).start()
        try:
            pulse_of(f"bolt://127.0.0.1:{self.address.bolt}").wait_for(answer)
        except (OSError, HTTPException) as problem:
            raise StoreError("engine_setup", statement=statement, reason=str(problem)) from problem


def _post(request: urllib.request.Request, answer: Future[None]) -> None:
    try:
        with urllib.request.urlopen(request, timeout=SQL_SECONDS):
            answer.set_result(None)
    except (OSError, HTTPException) as problem:  # raised where the answer is waited for
        answer.set_exception(problem)
