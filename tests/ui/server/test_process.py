"""The page's server as `liantu serve` starts it: what it answers to whom, and what it asks of others."""

from __future__ import annotations

import http.client
import json
import re
import socket
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.support.command_line import Run
from ui.server import process
from ui.server.process import options
from ui.text import words

LOG_SECONDS = 10.0  # a line may be written after its answer was sent


def test_nothing_is_told_and_nothing_watched() -> None:
    given = dict(option.removeprefix("--").split("=", 1) for option in options("127.0.0.1", 8501))
    assert given["browser.gatherUsageStats"] == "false"
    assert given["server.fileWatcherType"] == "none"


def test_the_themes_have_the_colours_of_the_style_sheet() -> None:
    light, dark = re.findall(r"--paper: (\S+);[^}]*", files("ui.components").joinpath("theme.css").read_text("utf-8"))[
        :2
    ]
    given = dict(option.removeprefix("--").split("=", 1) for option in options("127.0.0.1", 8501))
    assert (given["theme.light.backgroundColor"], given["theme.dark.backgroundColor"]) == (light, dark)
    assert "theme.base" not in given  # the system chooses


def requests_told(log: Path) -> set[tuple[str, int]]:
    """The route and status of every request that the log tells; a last line that is still being written is left out."""
    lines = log.read_text("utf-8").splitlines(keepends=True)
    entries = [json.loads(line) for line in lines if line.startswith("{") and line.endswith("\n")]
    return {(entry["route"], entry["status"]) for entry in entries if entry["logger"] == "liantu.request"}


@pytest.mark.skipif(sys.platform == "win32", reason="untried on Windows")
def test_the_served_page_refuses_other_hosts_and_asks_no_one(site_port: int, site_log: Path) -> None:
    def status(host: str, method: str = "GET", path: str = "/", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", site_port, timeout=30)
        connection.request(method, path, headers={"Host": host, **headers})
        response = connection.getresponse()
        return response.status, response.getheader("content-security-policy", "")

    assert status(f"127.0.0.1:{site_port}") == (200, "frame-ancestors 'none'")
    assert status(f"evil.example:{site_port}")[0] == 421
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    foreign = status(f"127.0.0.1:{site_port}", path="/_stcore/stream", Origin="http://evil.example", **upgrade, **key)
    assert foreign[0] == 403
    own = status(
        f"127.0.0.1:{site_port}", path="/_stcore/stream", Origin=f"http://127.0.0.1:{site_port}", **upgrade, **key
    )
    assert own[0] == 101
    assert status(f"127.0.0.1:{site_port}", path="/metrics")[0] == 200
    assert status(f"127.0.0.1:{site_port}", path="/suggest?q=%E5%BC%A0%E4%B8%89")[0] == 200
    expected = {("page", 200), ("page", 421), ("page-stream", 403), ("suggest", 200)}
    deadline = time.monotonic() + LOG_SECONDS
    while not expected <= requests_told(site_log) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert expected <= requests_told(site_log)
    assert not re.search("127[.]0[.]0[.]1|evil|%E5|张三", site_log.read_text("utf-8"))


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def test_a_port_that_is_taken_is_told_by_its_number(run: Run, tmp_path: Path, taken_port: int) -> None:
    status, out, err = run("serve", "--port", str(taken_port), "--store", f"embedded:{tmp_path / 'store'}")
    assert (status, out) == (1, "")
    assert err.strip() == words("zh")("error.port_taken", port=taken_port)


def test_the_default_port_gives_way_to_a_free_one(monkeypatch: pytest.MonkeyPatch, taken_port: int) -> None:
    monkeypatch.setattr(process, "DEFAULT_PORT", taken_port)
    port = process.free_or_other_port("127.0.0.1", taken_port)
    assert port != taken_port
    with socket.create_server(("127.0.0.1", port)):
        pass


def test_a_port_that_is_free_is_taken_as_it_is() -> None:
    port = process.free_port("127.0.0.1")
    assert process.free_or_other_port("127.0.0.1", port) == port


def test_an_address_that_is_not_this_machine_s_is_told(run: Run, tmp_path: Path) -> None:
    status, _, err = run("serve", "--host", "192.0.2.1", "--store", f"embedded:{tmp_path / 'store'}")
    assert status == 1
    assert "192.0.2.1" in err
