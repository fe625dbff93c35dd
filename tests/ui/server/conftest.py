"""The page as `liantu serve` starts it, on a free port."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.served_page import served_page
from tests.support.stores import Server
from ui.server.process import free_port


@pytest.fixture
def site_port(embedded_server: Server) -> Iterator[int]:
    embedded_server.loaded()
    port = free_port("127.0.0.1")
    with served_page(port, embedded_server.url, {}):
        yield port
