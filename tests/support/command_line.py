"""Commands as the shell runs them."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.support.stores import Server
from ui.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as the shell does: exit status, stdout, stderr."""

    def command(*arguments: str, **environment: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liantu", *arguments])
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as caught:
            main()
        out = capsys.readouterr()
        return int(caught.value.code or 0), out.out, out.err

    return command


@pytest.fixture
def on(server: Server, run: Run) -> Run:
    """Run a command on the store of each engine, with its account."""

    def command(*arguments: str) -> tuple[int, str, str]:
        account = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
        return run(*arguments, "--store", server.url, **account)

    return command
