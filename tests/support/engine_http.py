"""The embedded engine's HTTP, as any program of the machine reaches it."""

from __future__ import annotations

import http.client
import json
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from graph.store.embedded import folder

SECONDS = 30.0


@dataclass(frozen=True)
class HttpAnswer:
    """The status and the text of an answer."""

    status: int
    body: str


@dataclass(frozen=True)
class EngineHttp:
    """The port of a running engine, and its accounts: name and password."""

    port: int
    writer: tuple[str, str]
    reader: tuple[str, str]

    @classmethod
    def of(cls, home: Path) -> EngineHttp:
        """Return that of the engine that runs on a folder."""
        root, reader = folder.read_or_create_secrets(home)
        names = folder.read_account_names(home)
        return cls(folder.read_state(home)["http"], (names.writer, root), (names.reader, reader))

    def ask(self, method: str, path: str, account: tuple[str, str] | None = None, content: object = None) -> HttpAnswer:
        """Send one request; ``content`` goes as JSON."""
        headers = {"Content-Type": "application/json"} if content is not None else {}
        if account:
            headers["Authorization"] = f"Basic {b64encode(':'.join(account).encode()).decode()}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, None if content is None else json.dumps(content), headers)
            answer = connection.getresponse()
            return HttpAnswer(answer.status, answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def sql(self, statement: str, account: tuple[str, str] | None = None) -> HttpAnswer:
        """Run a statement of the engine's SQL; without an account with the writer's."""
        content = {"language": "sql", "command": statement}
        return self.ask("POST", "/api/v1/command/kg", account or self.writer, content)
