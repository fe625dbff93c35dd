"""What the embedded engine is started with: the options of its JVM, its ports, its accounts."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

from graph.store.embedded.folder import AccountNames, write_private
from graph.store.embedded.jvm import VECTOR_MODULE, Jvm, engine_jars

DATABASE = "kg"
UNUSED_DOORS = ("arcadedb-mcp-", "arcadedb-console-", "arcadedb-graphql-", "arcadedb-postgresw-", "arcadedb-redisw-")
"""Jars that add ways into the engine, or a shell; nothing of ours comes in by them, so nobody shall."""
SERVING_MEMORY = (
    "-Xms16m",
    "-XX:+UseSerialGC",
    "-XX:MinHeapFreeRatio=10",
    "-XX:MaxHeapFreeRatio=30",
    "-XX:TrimNativeHeapInterval=1000",  # the memory that compiling took goes back to the system
)
"""How the JVM keeps its memory: an idle engine shall be small."""
BULK_MEMORY = ("-XX:+UseParallelGC",)
"""The same for an engine that only loads, and ends then."""
BULK_SETTINGS = {
    "server.httpBodyContentMaxSize": -1,  # all rows are one request
    "txWAL": "false",  # what is not complete is thrown away
}
ADMIN_RIGHTS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]


def free_ports() -> tuple[int, int]:
    """Return two different ports of loopback that were free a moment ago."""
    with socket.socket() as bolt, socket.socket() as http:  # both open at once, or they might get the same port
        bolt.bind(("127.0.0.1", 0))
        http.bind(("127.0.0.1", 0))
        return int(bolt.getsockname()[1]), int(http.getsockname()[1])


def write_options(
    home: Path,
    jvm: Jvm,
    *,
    root: str,
    reader: str,
    names: AccountNames,
    ports: tuple[int, int],
    heap: str,
    query_seconds: float,
    bulk: bool = False,
) -> None:
    """Write what the engine is started with: its options, its accounts' rights and the root password.

    All of it stands in private files, because everybody on the machine can read a command line.

    Args:
        home: the store's folder.
        jvm: the Java runtime that it is for.
        root, reader: the passwords of the account that writes and of the one that cannot.
        names: the names of those accounts. The engine makes those that it does not have yet.
        ports: the ports for Bolt and for HTTP.
        heap: the heap limit, as Java writes it (``1g``).
        query_seconds: the time limit of one statement.
        bulk: whether it is for one bulk load into a new database, and nothing else.
    """
    (home / "config").mkdir(exist_ok=True)
    write_private(home / "config" / "server-groups.json", json.dumps(account_groups()))
    write_private(home / "config" / "root", root)
    bolt, http = ports
    accounts = dict.fromkeys([("reader", reader, "reader"), (names.reader, reader, "reader")])
    if names.writer != "root":  # which is always there
        accounts[(names.writer, root, "admin")] = None
    settings = {
        "server.rootPath": ".",  # relative: the folder's own name may be in any script
        "server.rootPasswordPath": "config/root",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": "127.0.0.1",  # the engine's default is 0.0.0.0
        "bolt.port": bolt,
        "opencypher.loadCsv.allowFileUrls": "false",  # else any file of the machine can be read
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "command.timeout": int(query_seconds * 1000),  # the engine ignores the timeout of a transaction
        "txWalFlush": 2,  # fsync at commit: a load that was reported is on the disk
        "server.defaultDatabases": f"{DATABASE}[{','.join(':'.join(account) for account in accounts)}]",
        **(BULK_SETTINGS if bulk else {}),
    }
    lines = [
        f"-Xmx{heap}",
        *(BULK_MEMORY if bulk else SERVING_MEMORY),
        "-XX:+ExitOnOutOfMemoryError",  # a limping engine is worse than one that is started again
        "-Djava.awt.headless=true",
        *([f"--add-modules {VECTOR_MODULE}"] if jvm.has_vector_module else []),
        "--add-opens java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens java.base/java.nio.channels.spi=ALL-UNNAMED",
        *(quote_option(f"-Darcadedb.{key}={value}") for key, value in settings.items()),
        "-cp " + quote_option(class_path(engine_jars())),
        "com.arcadedb.server.ArcadeDBServer",
    ]
    write_private(home / "java.options", "\n".join(lines))


def class_path(jars: Path) -> str:
    """Return the class path of an engine that has only the doors that are used."""
    used = sorted(jar for jar in jars.glob("*.jar") if not jar.name.startswith(UNUSED_DOORS))
    return os.pathsep.join(map(str, used))


def account_groups() -> dict[str, object]:
    """Return the rights of the engine's accounts: the admin writes, the reader only reads, others may do nothing.

    The engine lets a session that is opened for reading write: only the account's rights stop it.
    """

    def group(access: list[str], rights: list[str]) -> dict[str, object]:
        return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": rights}}}

    admin = group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], ADMIN_RIGHTS)
    groups = {"admin": admin, "reader": group([], ["readRecord"]), "*": group([], [])}
    return {"version": 2, "databases": {"*": {"groups": groups}}}


def quote_option(option: str) -> str:
    r"""Return an option as Java's argument file takes it: quoted, with backslashes doubled.

    >>> print(quote_option(r'-Dhome=C:\store "A"'))
    "-Dhome=C:\\store \"A\""
    """
    return '"' + option.replace("\\", "\\\\").replace('"', '\\"') + '"'
