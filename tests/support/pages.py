"""One page by Streamlit's own test harness."""

from __future__ import annotations

import json

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.support.stores import Server

PAGE = """
from ui.components.page_shell import show_page
from ui.pages.registry import ALL_REGION_PAGES, EMPTY_STORE_PAGES, PAGES
from ui.settings import Settings
show_page(PAGES["{name}"], Settings.from_env(), is_of_region="{name}" not in ALL_REGION_PAGES,
    needs_data="{name}" not in EMPTY_STORE_PAGES)
"""


def open_page(name: str, **state: str) -> AppTest:
    st.cache_data.clear()  # what is kept for two seconds
    test = AppTest.from_string(PAGE.format(name=name), default_timeout=60)
    for key, value in state.items():
        test.query_params[key] = value
    return test.run()


def all_text(test: AppTest) -> str:
    kinds = ("title", "header", "caption", "markdown", "html", "info", "error", "text")
    texts = [
        str(element.value if hasattr(element, "value") else element.proto.body)
        for kind in kinds
        for element in test.get(kind)
    ]
    components = (json.loads(element.proto.json or "{}") for element in test.get("bidi_component"))
    return "\n".join([*texts, *(str(data["html"]) for data in components if "html" in data)])


@pytest.fixture
def loaded(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    server.loaded()
    return use(server, monkeypatch)


def use(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setenv("LIANTU_STORE", server.url)
    monkeypatch.setenv("NEO4J_USERNAME", server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    return server
