"""Twenty users at once, each acting every two seconds, beside a bare Streamlit page.

    python -m benchmarks.users [SECONDS]

A user is a session of the page's own protocol over a websocket: an act asks for a screen and ends when the server has
sent all of it. The bare page is one title and one line of text, served by the same Streamlit with the same options but
one: it collects garbage after each run, as Streamlit does unless it is told not to. ``bare, no gc`` leaves that out, as
the product does.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import psutil
import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from graph.store.open import open_store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_bundled
from ui.server.process import PAGE, free_port, options, page_hosts, wait_ready
from ui.settings import DEFAULT_HOST, Settings

USERS, PAUSE, SECONDS = 20, 2.0, 180.0
BARE = 'import streamlit as st\nst.set_page_config(layout="wide")\nst.title("bare")\nst.write("a line of text")\n'
STREAMLITS_GC = "--runner.postScriptGC=true"
SCREENS: list[tuple[str, dict[str, str]]] = [
    ("overview", {}),
    ("chain", {"chain": "pv", "segment": "pv/module"}),
    ("chain", {"chain": "ev", "role": "research"}),
    ("chain", {"chain": "carbon", "segment": "carbon/powder"}),
    ("gaps", {"chain": "pv"}),
    ("gaps", {"group": "chain", "kind": "补链"}),
    ("explore", {"at": "inst-jngri"}),
    ("explore", {"at": "reg-changzhou", "chosen": "inst-jngri"}),
    ("entities", {"q": "石墨烯"}),
    ("entity", {"id": "inst-jngri"}),
    ("support", {"p-entity": "inst-jngri"}),
    ("plan", {}),
    ("data", {}),
]
Times = list[float]


@contextmanager
def served(script: Path, settings: Settings, *more: str) -> Iterator[tuple[int, psutil.Process]]:
    """Serve a page on a free port, as ``liantu serve`` does, with more options of Streamlit's."""
    port, settings = free_port(DEFAULT_HOST), replace(settings, hosts=page_hosts(DEFAULT_HOST))
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options(DEFAULT_HOST, port), *more]
    with answering(command, settings, port) as process:
        yield port, process


@contextmanager
def answering(command: list[str], settings: Settings, port: int) -> Iterator[psutil.Process]:
    """Run a command that serves a page on a port, until the page answers and for a block."""
    child = subprocess.Popen(command, env=settings.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_ready(child, DEFAULT_HOST, port)
        yield psutil.Process(child.pid)
    finally:
        child.terminate()
        child.wait(30)


async def act(socket: websockets.ClientConnection, page: str, state: dict[str, str]) -> None:
    """Ask for a screen; wait until all of it is there. Raises RuntimeError when the page shows a fault."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = urlencode(state)
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(bytes(await socket.recv()))  # type: ignore[arg-type]
        if answer.WhichOneof("type") == "delta":
            element = answer.delta.new_element
            if element.WhichOneof("type") == "exception" or element.alert.format == Alert.ERROR:
                raise RuntimeError(page)
        if answer.WhichOneof("type") == "script_finished":
            return


async def user(port: int, number: int, screens: list[tuple[str, dict[str, str]]], until: float, times: Times) -> int:
    """Do one user's acts; return how many failed."""
    dice, faults = random.Random(number), 0
    await asyncio.sleep(PAUSE * number / USERS)
    url, origin = f"ws://127.0.0.1:{port}/_stcore/stream", f"http://127.0.0.1:{port}"
    async with websockets.connect(
        url,
        origin=origin,  # type: ignore[arg-type]
        max_size=None,
        subprotocols=["streamlit"],  # type: ignore[list-item]
    ) as socket:
        await act(socket, *screens[number % len(screens)])
        while time.perf_counter() < until:
            began = time.perf_counter()
            try:
                await act(socket, *dice.choice(screens))
            except RuntimeError:
                faults += 1
            times.append(time.perf_counter() - began)
            await asyncio.sleep(max(0.0, PAUSE - (time.perf_counter() - began)))
    return faults


async def crowd(port: int, screens: list[tuple[str, dict[str, str]]], seconds: float) -> tuple[Times, int]:
    """Let all users act at once; return their times in order, and how many acts failed."""
    times: Times = []
    until = time.perf_counter() + seconds
    faults = await asyncio.gather(*(user(port, number, screens, until, times) for number in range(USERS)))
    return sorted(times), sum(faults)


def measure(
    name: str,
    script: Path,
    settings: Settings,
    screens: list[tuple[str, dict[str, str]]],
    seconds: float,
    *more: str,
) -> float:
    """Print a page's figures; returns its median."""
    with served(script, settings, *more) as (port, process):
        asyncio.run(crowd(port, screens, min(20.0, seconds)))  # warm
        before = process.memory_info().rss
        times, faults = asyncio.run(crowd(port, screens, seconds))
        after = process.memory_info().rss
    median, late = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"{name:<12} {len(times):>5} acts  median {median * 1000:6.0f} ms  95% {late * 1000:6.0f} ms  {faults} errors  "
        f"memory {before >> 20} -> {after >> 20} MB"
    )
    return median


def main() -> None:
    """Print all and the ratio of the medians."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), store=f"embedded:{Path(home) / 'store'}")
        with open_store(settings.store) as store:
            load_bundled(store, LOCAL_USER)
            bare = Path(home) / "bare.py"
            bare.write_text(BARE, "utf-8")
            plain = measure("bare", bare, settings, [("", {})], seconds, STREAMLITS_GC)
            measure("bare, no gc", bare, settings, [("", {})], seconds)
            ours = measure("liantu", PAGE, settings, SCREENS, seconds)
    print(f"ratio of medians {ours / plain:.2f}")


if __name__ == "__main__":
    main()
