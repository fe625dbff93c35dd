"""``liantu mcp``."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from ui.cli.options import language, principal, settings
from ui.cli.output import say
from ui.cli.stores import opened
from ui.mcp.graph_reader import GraphReader
from ui.mcp.loopback import serve_http
from ui.mcp.server import serve_stdio


def mcp(http: bool, port: int, region: str, store: str) -> None:
    """Let agents read the graph, on stdin and stdout or over HTTP on loopback, until the client leaves."""
    with opened(store) as graph:
        chosen = settings(store)
        reader = GraphReader(graph, replace(chosen, region=region or chosen.region), principal())
        if http:
            serve_http(reader, port, lambda url: say(language()("mcp.address", url=url)))
        else:
            asyncio.run(serve_stdio(reader))
