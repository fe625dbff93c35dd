"""企业需求 on the page: a sentence, kept lists, and the choice for gaps and needs together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loaders.history.log import load_events
from loaders.needs.need import Need
from loaders.pipeline import undo
from loaders.service.needs import keep_needs
from tests.support.pages import all_text, open_page
from tests.support.people import ZHANG_SAN
from tests.support.stores import Server

NEEDS = [
    Need(id="1-00002", what="<i>谐波减速器</i>疲劳寿命", firm="<b>甲公司</b>", due="2027-06"),
    Need(id="1-00003", what="企业融资", firm="乙公司"),
]


@pytest.fixture
def kept(loaded: Server) -> Iterator[Server]:
    """Keep a list of needs for a test."""
    store = loaded.loaded()
    keep_needs(store, NEEDS, "需求征集", "reg-changzhou", ZHANG_SAN)
    yield loaded
    (event,) = [event for event in load_events(store.read) if event.dataset.startswith("needs-")][-1:]
    undo(store, event.id)


def test_a_sentence_is_placed_and_matched(loaded: Server) -> None:
    test = open_page("targeting", tab="needs", need="高铁轴承寿命提升")
    assert not test.exception
    text = all_text(test)
    assert "1 条需求，都放到了环节上" in text
    assert "轨道交通 · 轴承" in text
    assert "entity?" in text


def test_a_sentence_without_a_keyword_says_what_to_write(loaded: Server) -> None:
    assert "请写明产品、部件或技术的名称" in all_text(open_page("targeting", tab="needs", need="企业融资"))
    assert "还没有需求" in all_text(open_page("targeting", tab="needs"))


def test_kept_needs_are_shown_and_count_in_the_choice_where_asked_for(kept: Server) -> None:
    text = all_text(open_page("targeting", tab="needs"))
    assert "放不下的 1 条" in text
    assert "&lt;b&gt;甲公司&lt;/b&gt;" in text
    assert "<i>谐波" not in text
    assert "另计入 1 条企业需求" in all_text(open_page("targeting", k="3", needs="1"))
    assert "另计入" not in all_text(open_page("targeting", k="3"))
