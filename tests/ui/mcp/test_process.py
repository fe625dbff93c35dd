"""``liantu mcp`` as a process: over stdio with the SDK's client, over HTTP with requests of any head."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from graph.model.errors import LiantuError
from graph.store.store import Store
from tests.support.stores import Server
from ui.mcp.graph_reader import GraphReader
from ui.mcp.loopback import serve_http
from ui.mcp.tools import TOOLS

LIANTU = ["-c", "from ui.cli import main; main()", "mcp"]
PING = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
    "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}  # fmt: skip


def environment(server: Server) -> dict[str, str]:
    account = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    return dict(os.environ) | account | {"LIANTU_STORE": server.url}


@pytest.mark.both_engines
def test_a_client_over_stdio_lists_and_calls_the_tools(server: Server, bundled: Store) -> None:
    async def talk() -> None:
        parameters = StdioServerParameters(command=sys.executable, args=LIANTU, env=environment(server))
        async with Client(stdio_client(parameters)) as client:
            assert [tool.name for tool in (await client.list_tools()).tools] == list(TOOLS)
            answer = await client.call_tool("ask", {"question": "谁支持江南石墨烯研究院"})
            assert answer.structured_content is not None
            assert "常州市科学技术局" in {row["name"] for row in answer.structured_content["rows"]}
            assert "changzhou-2018/R287" in answer.structured_content["statements"]
            assert json.loads(answer.content[0].text) == answer.structured_content  # type: ignore[union-attr]
            refused = await client.call_tool("cypher", {"text": "CREATE (n:Hostile)"})
            assert refused.is_error
            several = await asyncio.gather(*(client.call_tool("gaps", {"limit": 1}) for _ in range(8)))
            assert len({result.content[0].text for result in several}) == 1  # type: ignore[union-attr]

    asyncio.run(asyncio.wait_for(talk(), 120))


@pytest.fixture
def port(embedded_server: Server) -> Iterator[int]:
    """The port of a server over HTTP on the embedded store."""
    embedded_server.loaded()
    command = [sys.executable, *LIANTU, "--http", "--port", "0"]
    child = subprocess.Popen(command, env=environment(embedded_server), stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    address = re.search(r"http://127\.0\.0\.1:(\d+)/mcp", child.stderr.readline())
    assert address
    yield int(address[1])
    child.send_signal(signal.SIGTERM)
    child.wait(30)
    child.stderr.close()


def status(port: int, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest("POST", "/mcp", skip_host=True)
    body = json.dumps(PING).encode()
    given = {
        "Host": f"127.0.0.1:{port}",
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "Content-Length": str(len(body)),
        **headers,
    }
    for name, value in given.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_over_http_only_this_machines_own_names_are_answered(port: int) -> None:
    assert status(port) == 200
    assert status(port, Host=f"localhost:{port}", Origin=f"http://localhost:{port}") == 200
    for host in (
        "evil.example",
        f"evil.example:{port}",
        f"127.0.0.1:{port}.evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "",
    ):
        assert status(port, Host=host) in (400, 421), host
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{port}.evil.example", f"https://127.0.0.1:{port}"):
        assert status(port, Origin=origin) == 403, origin
    assert status(port, **{"Content-Type": "text/plain"}) == 400


def test_a_port_that_is_taken_is_told(reader: GraphReader, port: int) -> None:
    with pytest.raises(LiantuError, match="port_taken"):
        serve_http(reader, port, print)


def test_http_is_served_on_loopback_alone(port: int) -> None:
    async def talk() -> None:
        async with Client(f"http://127.0.0.1:{port}/mcp") as client:
            assert [tool.name for tool in (await client.list_tools()).tools] == list(TOOLS)
            assert "statements" in str((await client.call_tool("search", {"text": "石墨烯"})).structured_content)

    asyncio.run(asyncio.wait_for(talk(), 60))
    listening = {pair.laddr.ip for pair in psutil.net_connections("tcp") if pair.laddr.port == port and not pair.raddr}
    assert listening == {"127.0.0.1"}
