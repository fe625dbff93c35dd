"""The page's server as `liantu serve` starts it: what it answers to whom, and what it asks of others."""

from __future__ import annotations

import http.client
import sys

import pytest

from ui.server.process import options


def test_nothing_is_told_and_nothing_watched() -> None:
    given = dict(option.removeprefix("--").split("=", 1) for option in options("127.0.0.1", 8501))
    assert given["browser.gatherUsageStats"] == "false"
    assert given["server.fileWatcherType"] == "none"


@pytest.mark.skipif(sys.platform == "win32", reason="untried on Windows")
def test_the_served_page_refuses_other_hosts_and_asks_no_one(site_port: int) -> None:
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
