"""A watchdog over the server: one that hangs is told within seconds, however long an honest statement may take.

A process that is stopped, or a machine that has gone, keeps its connections open and never answers: a driver waits for
ever. A time limit for statements would cut off long loads. So while a statement takes long, the server is asked for the
first bytes of a new connection, which every one that lives sends at once, whatever it computes.
"""

from __future__ import annotations

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from graph.model.errors import StoreError

logger = logging.getLogger(__name__)

T = TypeVar("T")

QUIET_SECONDS = 2.0
"""From here on the server is asked whether it lives: nearly every statement is done by then."""
WATCH_SECONDS = 0.5
"""How often running statements are looked at."""
PULSE_SECONDS = 9.0
"""How long a living server may take to its first bytes: a JVM collects its garbage in less. The user has been told
after this and the two above, and before 15 s."""
DEFAULT_PORT_OF_BOLT = 7687
BOLT_HANDSHAKE = bytes.fromhex("6060b017") + bytes.fromhex("00000405") + bytes(12)
"""Bolt's magic number and the versions that are offered: 5.4 alone. A server answers with four bytes."""


@dataclass(frozen=True)
class Pulse:
    """Asks a server whether it lives."""

    host: str
    port: int
    tls: bool = False

    def is_felt(self) -> bool:
        """Return False if the server takes a connection, or seems to, and then says nothing.

        One that refuses the connection does not hang: the driver finds that out by itself.
        """
        deadline = time.monotonic() + PULSE_SECONDS
        try:
            with socket.create_connection((self.host, self.port), timeout=PULSE_SECONDS) as plain:
                plain.settimeout(max(deadline - time.monotonic(), 0.1))
                with _tls(plain) if self.tls else plain as connection:
                    connection.sendall(BOLT_HANDSHAKE)
                    connection.recv(4)
        except TimeoutError:
            return False
        except OSError:
            return True
        return True

    def wait_for(self, answer: Future[T]) -> T:
        """Return an answer that may take any time, as long as the server lives.

        Raises:
            StoreError: it hangs.
        """
        while True:
            try:
                return answer.result(QUIET_SECONDS)
            except TimeoutError:
                if answer.done():
                    raise
                if not self.is_felt():
                    raise store_hangs() from None


def pulse_of(uri: str) -> Pulse:
    """Return the pulse of the server at a Bolt address.

    >>> pulse_of("neo4j+s://example.com")
    Pulse(host='example.com', port=7687, tls=True)
    """
    parts = urlsplit(uri)
    return Pulse(parts.hostname or "", parts.port or DEFAULT_PORT_OF_BOLT, parts.scheme.endswith(("+s", "+ssc")))


def store_hangs() -> StoreError:
    """Return the error of a server that does not answer."""
    return StoreError("store_hangs", seconds=round(QUIET_SECONDS + PULSE_SECONDS))


def _tls(plain: socket.socket) -> ssl.SSLSocket:
    """Return the connection with TLS. Nothing is sent that others must not read, so no certificate is checked."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(plain)


class Watchdog:
    """Watches the statements that run on a server's connections, and drops those if the server hangs.

    Args:
        pulse: asks the server.
        drop: closes the connections, so that what waits for an answer fails at once.

    Attributes:
        hangs: whether the server was found to hang.
    """

    def __init__(self, pulse: Pulse, drop: Callable[[], None]) -> None:
        self._pulse, self._drop = pulse, drop
        self._began: dict[object, float] = {}
        self._closed, self._lock = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None
        self.hangs = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch while a statement runs, or several of one transaction."""
        statement = object()
        self._begin(statement)
        try:
            yield
        finally:
            self._began.pop(statement, None)

    def close(self) -> None:
        """Stop watching."""
        self._closed.set()

    def _begin(self, statement: object) -> None:
        self._began[statement] = time.monotonic()
        if self._thread is None:
            with self._lock:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
                    self._thread.start()

    def _watch(self) -> None:
        while not self._closed.wait(WATCH_SECONDS):
            oldest = min(list(self._began.values()), default=time.monotonic())
            if time.monotonic() - oldest < QUIET_SECONDS or self._pulse.is_felt() or self._closed.is_set():
                continue
            if self._began:  # else it has answered meanwhile
                logger.warning("the store at port %d does not answer", self._pulse.port)
                self.hangs = True
                self._drop()
                return
