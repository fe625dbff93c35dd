"""The web page's server as a child process: started, watched until it answers, ended with us."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection
from dataclasses import replace
from errno import EADDRINUSE
from importlib.resources import files
from pathlib import Path

from psutil import net_if_addrs

from graph.model.errors import LiantuError
from graph.store.embedded.supervisor import die_with_parent
from ui.server.engine_start import engine_starting
from ui.server.health import HEALTH_PATH
from ui.server.sign_in_needed import LOOPBACK_HOSTS, reached_hosts, with_sign_in
from ui.settings import DEFAULT_HOST, DEFAULT_PORT, Settings

PAGE = Path(str(files("ui"))) / "pages" / "asgi.py"  # what Streamlit runs: the page behind its guard
WEB_START_SECONDS = 60.0
WEB_STOP_SECONDS = 10.0
UPLOAD_MEGABYTES = 50
# Two themes and no base: the browser chooses by the system's. The colours are those of ui/components/theme.css.
THEME = {
    "theme.light.primaryColor": "#1f5fa8",
    "theme.light.textColor": "#1c2733",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f4f7fb",
    "theme.dark.primaryColor": "#7db2f0",
    "theme.dark.textColor": "#e6ebf1",
    "theme.dark.backgroundColor": "#12171f",
    "theme.dark.secondaryBackgroundColor": "#1b222c",
}
IP_FAMILIES = (socket.AF_INET, socket.AF_INET6)
WILDCARD_HOSTS = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound: every address of the machine


def run_web(settings: Settings, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page until interrupted.

    Args:
        settings: the store and the account, handed on by the environment.
        host, port: where to listen; the default port gives way to a free one, any other that is taken is an error.
        ready: called with the page's address once it answers.

    Raises:
        LiantuError: the port is taken, the page does not start, or others could reach it and nobody can sign in.
    """
    settings = with_sign_in(replace(settings, hosts=page_hosts(host, reached_hosts(settings))))
    port = free_or_other_port(host, port)
    command = [sys.executable, "-m", "streamlit", "run", str(PAGE), *options(host, port)]
    die = die_with_parent if sys.platform == "linux" else None
    child = subprocess.Popen(command, env=settings.environment(), stdout=subprocess.DEVNULL, preexec_fn=die)
    before = signal.signal(signal.SIGTERM, _interrupt)  # kill ends us as Ctrl+C does: the page with us
    try:
        url = f"http://{'localhost' if host == DEFAULT_HOST else _in_url(host)}:{port}"
        with engine_starting(settings):
            wait_ready(child, host, port)
            ready(url)
            child.wait()
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, before)
        child.terminate()
        try:
            child.wait(WEB_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def page_hosts(host: str, named: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names and addresses by which a page is reached.

    Args:
        host: the address that it listens on. Of every address of the machine (0.0.0.0), those that it has now.
        named: others, such as the name of a proxy or of the server in the office's network.
    """
    own = {host.lower()}
    if host in WILDCARD_HOSTS:
        own = {socket.gethostname().lower(), socket.getfqdn().lower()}
        found = [address for addresses in net_if_addrs().values() for address in addresses]
        own |= {address.address.partition("%")[0] for address in found if address.family in IP_FAMILIES}
    return tuple(sorted({*LOOPBACK_HOSTS, *own, *named}))


def options(host: str, port: int) -> list[str]:
    """Return Streamlit's options: quiet, offline, no telemetry, no file watcher. Whom it answers is for the guard."""
    chosen = {
        "server.address": host,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": UPLOAD_MEGABYTES,
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "global.developmentMode": "false",
        # A whole collection after each run of a page takes 70 ms over 400 MB of analyses, two thirds of all work with
        # twenty users; Python's own collections keep memory level (benchmarks/users.py).
        "runner.postScriptGC": "false",
        **THEME,
    }
    return [f"--{name}={value}" for name, value in chosen.items()]


def free_or_other_port(host: str, port: int) -> int:
    """Return a port that can be listened on: the given one, or a free one in place of the default.

    Raises:
        LiantuError: the port is taken, or the address is none of this machine's.
    """
    try:
        return _bound_port(host, port)
    except OSError as problem:
        if problem.errno != EADDRINUSE:
            raise LiantuError("host_unusable", host=host, port=port, reason=problem) from problem
        if port != DEFAULT_PORT:
            raise LiantuError("port_taken", port=port) from None
    return free_port(host)


def is_free_port(host: str, port: int) -> bool:
    """Return whether a port can be listened on at this moment."""
    try:
        _bound_port(host, port)
    except OSError:
        return False
    return True


def free_port(host: str) -> int:
    """Return a port that was free a moment ago."""
    return _bound_port(host, 0)


def _bound_port(host: str, port: int) -> int:
    """Listen on an address for a moment, and return the port, which is a free one for 0."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        if os.name != "nt":  # there the option would let two programs share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        return int(probe.getsockname()[1])


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def wait_ready(child: subprocess.Popen[bytes], host: str, port: int) -> None:
    """Wait until the page answers. Raises LiantuError when it does not."""
    deadline = time.monotonic() + WEB_START_SECONDS
    while child.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://{_in_url(host)}:{port}{HEALTH_PATH}", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise LiantuError("web_start", port=port)
