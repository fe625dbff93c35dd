"""A language model's server on loopback that answers as a test says: well, wrong, slowly, hugely, or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from loaders.language_model.endpoint import ModelEndpoint

Reply = Callable[[BaseHTTPRequestHandler, dict[str, object]], None]


def completion(content: str) -> bytes:
    """Return the body of a chat completion with one message."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    """Send a whole answer."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def answering(answer: Callable[[str], str]) -> Reply:
    """Return a reply whose message is ``answer`` of the text that was sent."""

    def reply(handler: BaseHTTPRequestHandler, request: dict[str, object]) -> None:
        messages = request["messages"]
        assert isinstance(messages, list)
        send(handler, completion(answer(messages[-1]["content"])))

    return reply


@contextmanager
def model_server(reply: Reply) -> Iterator[ModelEndpoint]:
    """Run a server for a block; each request is answered by ``reply``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            try:
                reply(self, request)
            except (BrokenPipeError, ConnectionResetError):  # the client has hung up, as it should
                self.close_connection = True

        def log_message(self, *arguments: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield ModelEndpoint(url=f"http://127.0.0.1:{server.server_port}/v1", model="test-model", key="sk-secret")
    finally:
        server.shutdown()
        server.server_close()
