"""The filter of the chain map: what passes it, and what the map draws faded."""

from __future__ import annotations

import json
import re

from streamlit.testing.v1 import AppTest

from graph.analysis.chain import Segment
from tests.support.pages import open_page
from tests.support.stores import Server
from ui.pages.chain.map_filter import MapFilter

PLAIN, CRITICAL = Segment("a", "甲", "上游", False), Segment("b", "乙", "上游", True)


def test_an_empty_filter_leaves_nothing_out() -> None:
    assert MapFilter().stresses(PLAIN, "未知", frozenset())


def test_all_parts_of_a_filter_hold_together() -> None:
    chosen = MapFilter(states=frozenset("强弱"), critical_only=True, district="武进区")
    assert chosen.stresses(CRITICAL, "弱", {"武进区", "新北区"})
    assert not chosen.stresses(PLAIN, "弱", {"武进区"})
    assert not chosen.stresses(CRITICAL, "未知", {"武进区"})
    assert not chosen.stresses(CRITICAL, "弱", {"新北区"})


def drawn_map(test: AppTest) -> str:
    components = (json.loads(element.proto.json or "{}") for element in test.get("bidi_component"))
    return next(data["svg"] for data in components if "svg" in data)


def test_the_map_fades_what_a_district_does_not_have(loaded: Server) -> None:
    whole, filtered = (drawn_map(open_page("chain", chain="rail", district=name)) for name in ("", "武进区"))
    faded = re.findall(r'class="segment faded" data-id="([^"]+)"', filtered)
    assert "faded" not in re.sub("<style>.*?</style>", "", whole, flags=re.S)
    assert "rail/bogie" in faded
    assert "rail/traction" not in faded
    assert 0 < len(faded) < whole.count('class="segment')
