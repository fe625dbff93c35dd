"""Hostile values in an address: no page falls over, none runs or fetches what a value says, and a value is shown as text."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from itertools import cycle

import pytest
from streamlit.testing.v1 import AppTest

from graph.model.errors import LiantuError
from tests.support.page_states import Recorder, address_of, page_states
from tests.support.pages import all_text, open_page
from tests.support.stores import Server
from ui.pages.registry import PAGES

EVERYDAY_VALUES = ('<img src=x onerror=alert(1)>"&\u202e![a](http://example.com/x.png)', "9" * 400, "\x00\ufffd'`$x$")
VALUES = (
    *EVERYDAY_VALUES,
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "[a](javascript:alert(1))",
    "' OR 1=1 //",
    "}) DETACH DELETE n //",
    "-1",
    "1e308",
    "nan",
    "²",
    "../../../../etc/passwd",
    "%00%0a%2e",
    ":material/home: :red[x]",
    "=1+1",
    "{x}{0}{x.__class__}",
    "长" * 3_000,
    "a|b|c",
    " \t\n ",
)
AWAY = re.compile(r"\s*(javascript:|data:|https?://example\.com)", re.IGNORECASE)
OWN_PICTURE = re.compile(r"data:image/svg\+xml;base64,[A-Za-z0-9+/]*=*")
"""A drawing within the page itself: it fetches nothing, and a browser runs no script of a picture."""


def acting_parts(html: str) -> list[str]:
    """Return what in a text of HTML runs or fetches anything: scripts, handlers, addresses of elsewhere."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "img" and OWN_PICTURE.fullmatch(dict(attrs).get("src") or ""):
                attrs = [(name, value) for name, value in attrs if name != "src"]
            elif tag in ("script", "img", "iframe", "object", "link"):
                found.append(tag)
            for name, value in attrs:
                leads_away = name in ("href", "src", "action") and AWAY.match(value or "")
                if name.startswith("on") or leads_away:
                    found.append(f"{name}={value}")

    Reader().feed(html)
    return found


def test_what_acts_in_html_is_found() -> None:
    assert acting_parts("<b onclick=x>a</b><script>x</script>") == ["onclick=x", "script"]
    assert acting_parts('<a href=" javascript:x">a</a>') == ["href= javascript:x"]
    assert acting_parts("<img src=x>") == ["img"]
    assert acting_parts('<img src="data:image/svg+xml;base64,PHN2Zz4=">') == []
    assert acting_parts('<img onload=x src="data:image/svg+xml;base64,PHN2Zz4=">') == ["onload=x"]
    assert acting_parts('<img src="data:text/html;base64,PHN2Zz4=">') == ["img", "src=data:text/html;base64,PHN2Zz4="]
    assert acting_parts('<input value="&lt;img src=x onerror=alert(1)&gt;">') == []


def check(test: AppTest, caplog: pytest.LogCaptureFixture, where: object) -> None:
    assert not test.exception, where
    faults = [record.exc_info[1] for record in caplog.records if record.name == "liantu.page" and record.exc_info]
    assert [fault for fault in faults if not isinstance(fault, LiantuError)] == [], where
    html = "\n".join(str(element.proto.body) for element in test.get("html"))
    assert acting_parts(html) == [], where
    markdown = "\n".join(str(e.value) for kind in ("title", "header", "caption", "markdown") for e in test.get(kind))
    for mark in ("![a](http", "](javascript:"):
        assert mark not in markdown, where
    assert "Traceback" not in all_text(test), where


@pytest.mark.parametrize("page", PAGES)
def test_every_parameter_may_be_hostile(
    loaded: Server, recorder: Recorder, caplog: pytest.LogCaptureFixture, page: str
) -> None:
    caplog.set_level(logging.INFO)
    states = page_states(page, recorder)
    names = sorted(frozenset[str]().union(*states.values()) - {"tab", "lang"})
    assert {"year", "grade"} <= set(names)
    for place, tab in enumerate(states):
        for value in EVERYDAY_VALUES if place == 0 else [EVERYDAY_VALUES[place % len(EVERYDAY_VALUES)]]:
            caplog.clear()
            check(open_page(page, **dict.fromkeys(names, value), **{"tab": tab or value}), caplog, (tab, value))


@pytest.mark.full_profile
@pytest.mark.parametrize("page", PAGES)
def test_each_parameter_alone_may_be_hostile(
    loaded: Server, recorder: Recorder, caplog: pytest.LogCaptureFixture, page: str
) -> None:
    caplog.set_level(logging.INFO)
    read = [(tab, name) for tab, names in page_states(page, recorder).items() for name in sorted(names)]
    for (tab, name), value in zip(read, cycle(VALUES), strict=False):
        caplog.clear()
        check(open_page(page, **{**address_of(page, tab), name: value}), caplog, (tab, name, value))


def test_a_hostile_value_is_shown_as_text(loaded: Server) -> None:
    told = open_page("chain", chain='<b onclick="x">甲</b>')
    assert '<b onclick="x">甲</b>' in " ".join(str(e.value) for e in (*told.warning, *told.info, *told.get("text")))
