"""The page as ``liantu serve`` starts it, with an environment of the test's own."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from ui.server.process import wait_ready

HOST = "127.0.0.1"


@contextmanager
def served_page(port: int, store: str, environment: Mapping[str, str], log: IO[str] | None = None) -> Iterator[str]:
    """Serve the page of a store on a port of loopback, and yield its address; the log goes to our stderr, or to a file."""
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve", "--port", str(port), "--store", store]
    child = subprocess.Popen(command, env=os.environ | dict(environment), stderr=log)
    try:
        wait_ready(child, HOST, port)
        yield f"http://{HOST}:{port}"
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(30)


@dataclass(frozen=True)
class Answer:
    """What a server answered to one request; nothing is followed."""

    status: int
    headers: Mapping[str, str]
    text: str
    cookies: Mapping[str, str] = field(default_factory=dict)


def request(
    address: str, method: str, path: str, headers: Mapping[str, str] | None = None, body: str | bytes | None = None
) -> Answer:
    """Send one request, and return the answer."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
    try:
        connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        cookies = dict(
            part.split(";")[0].split("=", 1) for name, part in response.getheaders() if name.lower() == "set-cookie"
        )
        upgraded = response.status == 101
        text = "" if upgraded else response.read().decode("utf-8", "replace")
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, text, cookies)
    finally:
        connection.close()


def handshake(address: str, cookie: str = "") -> Answer:
    """Ask for the page's websocket, as a browser on the page does."""
    headers = {
        "Origin": address,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        **({"Cookie": cookie} if cookie else {}),
    }
    return request(address, "GET", "/_stcore/stream", headers)
