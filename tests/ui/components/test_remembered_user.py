"""The user's name comes back from the browser, cleaned; a name typed in this visit outweighs it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui.components import remembered_user

FIELD = """
from ui.components.remembered_user import remember_user
from ui.components.who_input import who_input
from ui.components.page_context import PageContext
from ui.components.visitor import visitor
from ui.settings import Settings
from ui.text import words
settings = Settings.from_env({})
who_input(PageContext(settings, words("zh"), None, visitor(settings)), "test")
remember_user()
"""


class Browser:
    def __init__(self, cookies: Mapping[str, str]) -> None:
        self.cookies = cookies


def visit(monkeypatch: pytest.MonkeyPatch, name: str) -> AppTest:
    cookies = {remembered_user.USER_COOKIE: quote(name)} if name else {}
    monkeypatch.setattr(st, "context", Browser(cookies))
    return AppTest.from_string(FIELD).run()


def test_the_name_of_the_last_visit_stands_in_the_field(monkeypatch: pytest.MonkeyPatch) -> None:
    test = visit(monkeypatch, "张三")
    assert test.text_input[0].value == "张三"
    assert not test.get("bidi_component")


def test_a_name_typed_now_outweighs_it_and_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    test = visit(monkeypatch, "张三")
    test = test.text_input[0].set_value("李四").run()
    assert test.text_input[0].value == "李四"
    assert json.loads(test.get("bidi_component")[0].proto.json)["name"] == "李四"
    assert not test.query_params


def test_an_emptied_field_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    test = visit(monkeypatch, "张三")
    test = test.text_input[0].set_value("").run()
    assert test.text_input[0].value == ""
    assert json.loads(test.get("bidi_component")[0].proto.json)["seconds"] == 0


def test_a_name_from_a_cookie_cannot_carry_what_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert visit(monkeypatch, "张\n三\u202e" + "x" * 200).text_input[0].value == "张三" + "x" * 48
