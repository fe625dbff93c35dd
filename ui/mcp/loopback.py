"""The server over HTTP, for clients on this machine only."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from errno import EADDRINUSE

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

from graph.model.errors import LiantuError
from ui.mcp.graph_reader import GraphReader
from ui.mcp.server import build_server

LOOPBACK_ADDRESS = "127.0.0.1"
MCP_HOSTS = (LOOPBACK_ADDRESS, "localhost")
MCP_PATH = "/mcp"
MAX_REQUEST_BYTES = 256 * 1024
"""Bytes of a request: a statement of 20,000 characters takes 60,000."""


def http_app(reader: GraphReader, port: int) -> Starlette:
    """Return the application: each request answers for itself, from this machine's own names.

    A browser that is open on any web site can be made to speak to this machine (DNS rebinding): the Host must be a name
    of loopback with this port, and an Origin, which browsers send, must be one of them too.
    """
    hosts = [f"{name}:{port}" for name in MCP_HOSTS]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=True, allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
    )
    return build_server(reader).streamable_http_app(
        streamable_http_path=MCP_PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MAX_REQUEST_BYTES,
        transport_security=security,
        host=LOOPBACK_ADDRESS,
    )


def serve_http(reader: GraphReader, port: int, ready: Callable[[str], None]) -> None:
    """Serve on loopback until interrupted.

    Args:
        reader: the graph.
        port: where to listen; 0: any free port.
        ready: called with the address that clients connect to.

    Raises:
        LiantuError: the port is taken.
    """
    with _listening_socket(port) as listener:
        port = listener.getsockname()[1]
        config = uvicorn.Config(http_app(reader, port), log_level="warning", access_log=False, server_header=False)
        ready(f"http://{LOOPBACK_ADDRESS}:{port}{MCP_PATH}")
        uvicorn.Server(config).run(sockets=[listener])


def _listening_socket(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # there the option would let two programs share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK_ADDRESS, port))
        listener.listen()  # from here on clients wait until the server has started, instead of being refused
    except OSError as problem:
        listener.close()
        if problem.errno == EADDRINUSE:
            raise LiantuError("port_taken", port=port) from None
        raise LiantuError("host_unusable", host=LOOPBACK_ADDRESS, port=port, reason=problem) from problem
    return listener
