"""What is computed while the server starts: the first page finds it, and a fault stops nothing."""

from __future__ import annotations

import pytest

from tests.support.pages import open_page
from tests.support.stores import Server
from ui.components import cache
from ui.pages.warm_up import start_warm_up, warm_up
from ui.settings import Settings


def test_the_first_page_finds_the_analysis_of_the_warm_up(loaded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    warm_up(Settings.from_env())
    computed: list[object] = []
    monkeypatch.setattr(cache, "analyse_region", lambda *args: computed.append(args))
    assert not open_page("gaps").exception
    assert computed == []


def test_a_store_that_does_not_answer_stops_no_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_STORE", "bolt://127.0.0.1:1")
    thread = start_warm_up(Settings.from_env())
    thread.join(60)
    assert not thread.is_alive()
