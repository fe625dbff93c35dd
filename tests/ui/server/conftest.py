"""The page as `liantu serve` starts it, on a free port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.support.stores import Server
from ui.server.process import free_port, wait_ready


@pytest.fixture
def site_port(embedded_server: Server) -> Iterator[int]:
    embedded_server.loaded()
    port = free_port("127.0.0.1")
    command = [sys.executable, "-c", "from ui.cli import main; main()"]
    child = subprocess.Popen([*command, "serve", "--port", str(port), "--store", embedded_server.url], env=os.environ)
    wait_ready(child, "127.0.0.1", port)
    yield port
    child.send_signal(signal.SIGTERM)
    child.wait(30)
