"""The engine starts while the page's process still imports, and is let go with the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.server import engine_start
from ui.server.engine_start import engine_starting
from ui.settings import Settings


class FakeStore:
    closed = False

    def close(self) -> None:
        self.closed = True


def test_the_engine_is_held_until_the_page_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = FakeStore()
    opened: list[str] = []
    monkeypatch.setattr(engine_start, "open_store_unmigrated", lambda chosen: (opened.append(chosen.store), store)[1])
    settings = Settings.from_env({"LIANTU_STORE": f"embedded:{tmp_path}"})
    with engine_starting(settings):
        assert not store.closed
    assert opened == [f"embedded:{tmp_path}"]
    assert store.closed


def test_a_server_elsewhere_is_not_opened_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_start, "open_store_unmigrated", pytest.fail)
    with engine_starting(Settings.from_env({"LIANTU_STORE": "bolt://db:7687"})):
        pass


def test_an_engine_that_does_not_start_leaves_the_fault_to_the_page(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file, not a folder")
    with engine_starting(Settings.from_env({"LIANTU_STORE": f"embedded:{tmp_path / 'store'}"})):
        pass
