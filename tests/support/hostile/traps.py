"""Traps that must not be sprung: a file with a secret, a listener on loopback, a place where nothing may be written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SECRET = "a-secret-that-no-answer-may-hold"


@dataclass
class Traps:
    """The traps of a test.

    Attributes:
        folder: holds ``secret.json`` and nothing else.
        port: of the listener.
        requests: the requests that the listener got.
    """

    folder: Path
    port: int
    requests: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return the listener's address."""
        return f"http://127.0.0.1:{self.port}/trap"

    def placed(self, text: str) -> str:
        """Return a text with the traps' addresses in the place of their marks."""
        path = self.folder / "secret.json"
        marks = {"@FILE@": f"file://{path}", "@PATH@": str(path), "@OUT@": str(self.folder / "out"), "@URL@": self.url}
        for mark, address in marks.items():
            text = text.replace(mark, address)
        return text.replace("@PORT@", str(self.port))

    def sprung(self) -> list[str]:
        """Return what has been touched: requests, and files beside the secret."""
        return [*self.requests, *(file.name for file in self.folder.iterdir() if file.name != "secret.json")]


@contextmanager
def set_traps(folder: Path) -> Iterator[Traps]:
    """Set the traps in an empty folder for a block."""
    (folder / "secret.json").write_text(f'{{"secret": "{SECRET}"}}\n')

    class Listener(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return self.answer
            raise AttributeError(name)

        def answer(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f'{{"secret": "{SECRET}"}}'.encode())

        def handle(self) -> None:
            traps.requests.append(str(self.client_address))
            super().handle()

        def log_message(self, *arguments: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    server.daemon_threads = True
    traps = Traps(folder, server.server_port)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield traps
    finally:
        server.shutdown()
        server.server_close()
