"""The page as `liantu serve` starts it, on a free port."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.served_page import served_page
from tests.support.stores import Server
from ui.server.process import free_port


@pytest.fixture
def site_log(tmp_path: Path) -> Path:
    """Where the page of ``site_port`` writes its log, as JSON."""
    return tmp_path / "log.jsonl"


@pytest.fixture
def site_port(embedded_server: Server, site_log: Path) -> Iterator[int]:
    embedded_server.loaded()
    port = free_port("127.0.0.1")
    with (
        site_log.open("w") as log,
        served_page(port, embedded_server.url, {"LIANTU_LOG": "json", "LIANTU_LANG": "zh"}, log),
    ):
        yield port
