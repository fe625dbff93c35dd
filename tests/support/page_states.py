"""The states of each page: an address for each of its tabs, found by opening it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from streamlit.runtime.state import QueryParamsProxy

from tests.support.pages import open_page
from ui.components import inputs

STARTS = {
    "entity": {"id": "inst-jngri"},
    "explore": {"at": "inst-jngri"},
    "chain": {"chain": "pv", "segment": "pv/module"},
}


class Recorder:
    """Records the parameters that a page reads from its address, and its tabs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: set[str] = set()
        self.tabs: list[str] = []
        get, get_all, segments = QueryParamsProxy.get, QueryParamsProxy.get_all, inputs.segments
        monkeypatch.setattr(QueryParamsProxy, "get", lambda proxy, key, *rest: get(proxy, self._named(key), *rest))
        monkeypatch.setattr(QueryParamsProxy, "get_all", lambda proxy, key: get_all(proxy, self._named(key)))

        def recorded(label: str, options: Sequence[str], name: str, *rest: Any, **more: Any) -> str:
            self.tabs += [option for option in options if name == "tab" and option not in self.tabs]
            return segments(label, options, name, *rest, **more)

        monkeypatch.setattr(inputs, "segments", recorded)

    def _named(self, key: str) -> str:
        self.names.add(key)
        return key


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    return Recorder(monkeypatch)


def page_states(page: str, recorder: Recorder) -> dict[str, frozenset[str]]:
    """Return what a page reads from its address in each of its tabs, by tab; "" where it has none."""
    open_page(page, **STARTS.get(page, {}))
    states = {}
    for tab in recorder.tabs or [""]:
        recorder.names.clear()
        open_page(page, **address_of(page, tab))
        states[tab] = frozenset(recorder.names)
    return states


def address_of(page: str, tab: str) -> dict[str, str]:
    """Return the address of a tab."""
    return {**STARTS.get(page, {}), **({"tab": tab} if tab else {})}
