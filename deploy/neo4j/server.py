"""A real Neo4j Community 5.26 without Docker: its jars from Maven Central, on a free port of loopback.

    python deploy/neo4j/server.py [DATA_FOLDER]

prints the address and a random password, and serves until Ctrl+C. Needs Java 17 or later, and Maven the first time.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import portalocker
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

HERE = Path(__file__).resolve().parent
JARS = HERE.parents[1] / ".neo4j" / "lib"
APOC_JARS = JARS.with_name("apoc")
START_SECONDS = 120.0
# How long a process waits for another that fetches the jars: 130 MB from Maven Central on a slow line.
FETCH_SECONDS = 600.0
USER = "neo4j"
IMPORT_COMMAND = [
    "org.neo4j.cli.AdminTool",  # what the script neo4j-admin starts
    *("database", "import", "full", "neo4j", "@import.args"),
]
OPENS = [
    option
    for package in ("java.nio", "java.io", "sun.nio.ch")
    for option in ("--add-opens", f"java.base/{package}=ALL-UNNAMED")
]


def missing(*folders: Path) -> str:
    """Return what this machine lacks to run Neo4j, or an empty text.

    Args:
        folders: the folders of jars that are needed besides Neo4j's own, such as ``APOC_JARS``.
    """
    lacks = [] if shutil.which("java") else ["Java"]
    if not all(folder.is_dir() for folder in (JARS, *folders)) and not shutil.which("mvn"):
        lacks.append("Maven")
    return ", ".join(lacks)


def fetch_jars() -> None:
    """Fetch Neo4j's jars once for this checkout. Raises RuntimeError with Maven's words when they cannot be had."""
    _fetch(HERE / "pom.xml", JARS)


def fetch_apoc() -> None:
    """Fetch APOC core's jars once for this checkout. Raises RuntimeError with Maven's words."""
    _fetch(HERE / "apoc-pom.xml", APOC_JARS)


def _fetch(pom: Path, jars: Path) -> None:
    """Fetch the jars that a POM names.

    Only one process fetches; the others wait for it, because two in one folder remove each other's files.
    """
    jars.parent.mkdir(exist_ok=True)
    with portalocker.Lock(jars.parent / "fetch.lock", "a", timeout=FETCH_SECONDS):
        if jars.is_dir():
            return
        part = jars.with_name(f"{jars.name}.part")
        shutil.rmtree(part, ignore_errors=True)  # of a fetch that was interrupted
        command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies"]
        options = ["-DincludeScope=runtime", f"-DoutputDirectory={part}"]
        fetched = subprocess.run([*command, *options], capture_output=True, text=True)
        if fetched.returncode:
            raise RuntimeError(f"Maven could not fetch {jars.name}: {(fetched.stdout + fetched.stderr)[-2000:]}")
        part.rename(jars)


@dataclass
class Neo4jServer:
    """A running Neo4j.

    Args:
        home: its folder; the data stay there.
        password: for the account ``neo4j``; kept by the folder from its first start on.
        plugins: a folder of jars whose procedures and functions are offered.
        options: settings that are added to ``neo4j.conf``, or take the place of those there.
    """

    home: Path
    password: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    port: int = 0
    plugins: Path | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return the address."""
        return f"bolt://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers. Raises RuntimeError with the log's end when it does not."""
        fetch_jars()
        self.home.mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()
        options = {**settings(self.port), **self.options}
        if self.plugins:
            options["server.directories.plugins"] = str(self.plugins)
        (self.home / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in options.items()))
        classpath = os.pathsep.join(str(folder / "*") for folder in (JARS, self.plugins) if folder)
        command = [
            "java",
            "-Xms128m",
            "-Xmx1g",
            "-XX:+UseParallelGC",  # on two processors and a small heap a tenth less time than the default
            "-cp",
            classpath,
            *OPENS,
            str(HERE / "Neo4jServer.java"),
            str(self.home),
        ]
        log = self.home / "server.log"
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
        try:
            self._wait(log)
            self._set_password()
        except BaseException:
            self.stop()
            raise

    def import_files(self, folder: Path) -> float:
        """Make the database of files that ``liantu export --format neo4j-admin`` wrote, before the first start.

        Returns:
            The seconds that Neo4j's importer took.

        Raises:
            RuntimeError: it refused them, with its words.
        """
        fetch_jars()
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "neo4j.conf").touch()
        began = time.monotonic()
        done = subprocess.run(
            ["java", "-Xmx1g", "-cp", str(JARS / "*"), *OPENS, *IMPORT_COMMAND],
            cwd=folder,
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home)},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"Neo4j did not import: {(done.stdout + done.stderr)[-2000:]}")
        return time.monotonic() - began

    def _wait(self, log: Path) -> None:
        deadline = time.monotonic() + START_SECONDS
        while "READY" not in log.read_text("utf-8", "replace"):
            if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Neo4j did not start: {log.read_text('utf-8', 'replace')[-2000:]}")
            time.sleep(0.1)

    def _set_password(self) -> None:
        """Change the password neo4j of a first start, because nothing else runs before."""
        try:
            with GraphDatabase.driver(self.url, auth=(USER, USER)) as driver:
                statement = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
                driver.execute_query(statement, new=self.password, database_="system")
        except AuthError:
            return  # set by an earlier start

    def stop(self) -> None:
        """End it and wait for it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def settings(port: int) -> dict[str, str]:
    """Return the settings: Bolt on loopback only, no CSV import from files, limits on time and memory."""
    return {
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "dbms.security.auth_enabled": "true",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.usage_report.enabled": "false",
        "db.transaction.timeout": "300s",
        "db.memory.transaction.max": "512m",
        "server.memory.pagecache.size": "512m",
    }


def free_port() -> int:
    """Return a port of loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Serve until interrupted."""
    if lacks := missing():
        sys.exit(f"Neo4j needs {lacks}")
    temporary = None if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="liantu-neo4j-")
    server = Neo4jServer(Path(temporary or sys.argv[1]), os.environ.get("NEO4J_PASSWORD") or secrets.token_urlsafe(18))
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))  # ends as Ctrl+C does: the server with us
    try:
        server.start()
        print(f"LIANTU_STORE={server.url}\nNEO4J_USERNAME={USER}\nNEO4J_PASSWORD={server.password}", flush=True)
        if server.process:
            server.process.wait()
    except KeyboardInterrupt:
        print()
    finally:
        server.stop()
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)


if __name__ == "__main__":
    main()
