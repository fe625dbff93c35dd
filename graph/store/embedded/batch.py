"""The engine's own batch interface (``GraphBatch``): rows go into its database by HTTP on loopback, past Bolt.

The lines are JSON: every vertex with a name of its own, then the edges by the names of their ends. Their text is the
engine's; what types there are, the schema says. Indexes are made afterwards, from sorted keys: row by row they take
longer than all the rest, and with the square of the rows.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

import msgspec

from graph.model.errors import StoreError
from graph.store.embedded.engine import Account, Address
from graph.store.embedded.java import DATABASE

BATCH_SECONDS = 3600.0
"""How long one answer may take: the lists of edges are connected after the last row."""
COMMIT_ROWS = 20_000
"""Rows of a transaction. Without a limit the engine keeps all pages of its last step in memory: 2 GB for 4 million."""
VERTEX_ROWS = 10_000
"""Rows of one type that the engine takes at once; it commits them early where the type changes."""
SENT_BYTES = 1 << 20
"""How much is sent at once."""
NDJSON = "application/x-ndjson"
INDEX = re.compile(
    r"CREATE (?P<kind>CONSTRAINT|INDEX) (?P<name>\w+) IF NOT EXISTS "
    r"FOR \(.*?:(?P<type>\w+)\S* (?:REQUIRE|ON) \(?\w\.(?P<property>\w+)\b.*"
)
"""The statements of ``graph.store.writes`` that make constraints and indexes."""
ENCODER = msgspec.json.Encoder()


def vertex_line(type_: str, key: str, props: dict[str, Any]) -> bytes:
    """Return the line of a vertex.

    Args:
        type_: the engine's type.
        key: the name by which edges call it.
        props: its properties.
    """
    return ENCODER.encode({"@type": "v", "@class": type_, "@id": key, **props})


def edge_line(type_: str, source: str, target: str, props: dict[str, Any]) -> bytes:
    """Return the line of an edge between two vertices that came before."""
    return ENCODER.encode({"@type": "e", "@class": type_, "@from": source, "@to": target, **props})


def vertex_type(labels: Iterable[str]) -> str:
    """Return the engine's type of nodes that have some labels.

    >>> vertex_type(["Entity", "Alliance"])
    'Alliance~Entity'
    """
    return "~".join(sorted(labels))


@dataclass(frozen=True)
class BatchInterface:
    """The batch interface of a running engine.

    Args:
        address: where it listens.
    """

    address: Address

    def load(self, lines: Iterable[bytes]) -> int:
        """Send all lines as one request; return how many records the engine made of them.

        Raises:
            StoreError: ``bulk_refused``: the engine refused a line, or has ended.
        """
        parameters = f"commitEvery={COMMIT_ROWS}&vertexBatchSize={VERTEX_ROWS}&idMapping=false"
        made = self._post(f"batch/{DATABASE}?{parameters}", _chunks(lines), self.address.writer, NDJSON)
        return int(made["verticesCreated"]) + int(made["edgesCreated"])

    def create_types(self, *, vertices: Iterable[str], edges: Iterable[str]) -> None:
        """Create types that are not there yet, all at once."""
        kinds = [("VERTEX", name) for name in vertices] + [("EDGE", name) for name in edges]
        self._sql(";".join(f"CREATE {kind} TYPE {name} IF NOT EXISTS" for kind, name in kinds), language="sqlscript")

    def build_index(self, statement: str, types: set[str]) -> None:
        """Make what a statement of Cypher makes, from sorted keys, if its type is one of ``types``.

        Afterwards the statement itself finds it and does nothing. The engine sorts keys of declared properties only.

        Raises:
            StoreError: ``bulk_refused``: a key that must be unique is there twice.
        """
        index = INDEX.fullmatch(statement)
        if index is None or index["type"] not in types:
            return
        self._sql(f"CREATE PROPERTY {index['type']}.{index['property']} IF NOT EXISTS STRING")
        kind = "UNIQUE" if index["kind"] == "CONSTRAINT" else "NOTUNIQUE"
        where = f"{index['name']} IF NOT EXISTS ON {index['type']} ({index['property']}) {kind}"
        self._sql(f'CREATE INDEX {where} METADATA {{"buildMode": "SORTED"}}')

    def close_database(self) -> None:
        """Let the engine write everything to its files, however long that takes, before it is stopped."""
        command = json.dumps({"command": f"close database {DATABASE}"}).encode()
        self._post("server", command, Account("root", self.address.writer.password))

    def _sql(self, statement: str, language: str = "sql") -> None:
        # The engine sorts keys outside of a transaction only.
        command = {"language": language, "command": statement, "autoCommit": False}
        self._post(f"command/{DATABASE}", json.dumps(command).encode(), self.address.writer)

    def _post(
        self, path: str, body: bytes | Iterator[bytes], account: Account, kind: str = "application/json"
    ) -> dict[str, Any]:
        secret = b64encode(f"{account.name}:{account.password}".encode()).decode()
        connection = HTTPConnection("127.0.0.1", self.address.http, timeout=BATCH_SECONDS)
        headers = {"Content-Type": kind, "Authorization": f"Basic {secret}"}
        chunked = not isinstance(body, bytes)
        try:
            with suppress(ConnectionError):  # it has heard enough: its answer says why
                connection.request("POST", f"/api/v1/{path}", body, headers, encode_chunked=chunked)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, HTTPException) as problem:
            raise StoreError("bulk_refused", reason=problem) from problem
        finally:
            connection.close()
        if answer.status != 200:
            raise StoreError("bulk_refused", reason=text)
        result: dict[str, Any] = json.loads(text)
        return result


def _chunks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines in chunks: each by itself would be a call of the system."""
    chunk = bytearray()
    for line in lines:
        chunk += line
        chunk += b"\n"
        if len(chunk) >= SENT_BYTES:
            yield bytes(chunk)
            chunk.clear()
    if chunk:
        yield bytes(chunk)
