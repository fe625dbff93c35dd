"""A proxy before a Bolt server that drops connections, cuts one at a commit, and sends clients elsewhere."""

from __future__ import annotations

import socket
import threading
from types import TracebackType

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message COMMIT as Bolt sends it: a chunk of two bytes, a structure without fields, the end of the message."""


class BoltProxy:
    """Forwards connections to a port of loopback.

    Args:
        port: of the server, or of another proxy.
        elsewhere: the port that clients are told to use. One Neo4j answers a request for its routing table with the
            address by which the client says that it came; that address is changed on its way.

    Attributes:
        port: where it listens.
        connections: how many were made so far.
        sent: what clients have sent.
        cut_commit: set to cut the next connection that commits, after the server has the message.
    """

    def __init__(self, port: int, elsewhere: int = 0) -> None:
        self._target, self._elsewhere = port, elsewhere
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.connections, self.sent = 0, b""
        self.cut_commit = threading.Event()
        self._open: list[socket.socket] = []

    def __enter__(self) -> BoltProxy:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.drop()

    @property
    def url(self) -> str:
        return f"neo4j://127.0.0.1:{self.port}"

    def drop(self) -> None:
        """Cut every open connection."""
        while self._open:
            _close(self._open.pop())

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            self.connections += 1
            self._open += [client, server]
            threading.Thread(target=self._forward, args=(client, server), daemon=True).start()
            threading.Thread(target=self._answer, args=(server, client), daemon=True).start()

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        while data := _received(client):
            self.sent += data
            if self._elsewhere:
                data = data.replace(str(self.port).encode(), str(self._elsewhere).encode())
            if COMMIT in data and self.cut_commit.is_set():
                self.cut_commit.clear()
                _close(client)  # before the server can answer
            if not _passed_on(data, server):
                break
        server.close()

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        while (data := _received(server)) and _passed_on(data, client):
            pass
        _close(client)


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(1 << 16)
    except OSError:
        return b""


def _passed_on(data: bytes, connection: socket.socket) -> bool:
    try:
        connection.sendall(data)
    except OSError:
        return False
    return True


def _close(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was faster
    finally:
        connection.close()
