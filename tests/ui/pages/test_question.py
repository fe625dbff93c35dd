"""The search page answers questions: the reading as choices, the rows, the nearest questions, near names."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

from queries.asking.ask import Asker
from queries.rows.support import SupportersRow
from queries.run import fetch_rows
from tests.support.pages import all_text, open_page, use
from tests.support.stores import Server
from ui.pages.suggestions import page_suggester
from ui.settings import Settings


def html(test) -> str:  # type: ignore[no-untyped-def]
    return "".join(str(element.proto.body) for element in test.get("html"))


def test_a_question_shows_its_reading_and_its_rows(loaded: Server) -> None:
    test = open_page("entities", q="谁支持江南石墨烯研究院")
    assert not test.exception
    assert test.title[0].value == "谁支持江南石墨烯研究院"
    assert "主体" in [box.label for box in test.selectbox]
    assert "光明日报" in all_text(test)
    assert "support?query=supporters&amp;p-entity=inst-jngri" in html(test)


@pytest.mark.parametrize(
    ("page", "state"),
    [
        ("entities", {"q": "谁支持江南石墨烯研究院"}),
        ("support", {"query": "supporters", "p-entity": "inst-jngri"}),
    ],
)
def test_each_statement_of_an_answer_can_be_doubted_beside_it(loaded: Server, page: str, state: dict[str, str]) -> None:
    supporters = {row.statement for row in fetch_rows(loaded.store, SupportersRow, entity="inst-jngri")}
    text = all_text(open_page(page, **state))
    assert set(re.findall(r'class="doubt" data-id="([^"]*)"', text)) == supporters


def test_another_chain_changes_the_answer(loaded: Server) -> None:
    test = open_page("entities", q="轨道交通有哪些薄弱环节")
    before = html(test)
    chain = next(box for box in test.selectbox if box.label == "产业链")
    chain.select("太阳能光伏").run()
    assert not test.exception
    assert html(test) != before
    assert "太阳能光伏" in html(test)
    assert "铸锻件" not in html(test)


def test_a_chosen_reading_stands_in_the_address(loaded: Server) -> None:
    chosen = open_page("entities", q="轨道交通有哪些薄弱环节", **{"r-chain": "pv"})
    assert "太阳能光伏" in html(chosen)
    assert "铸锻件" not in html(chosen)


def test_a_count_stands_large(loaded: Server) -> None:
    assert '<div class="answer-value">3</div>' in html(open_page("entities", q="武进区有几家孵化器"))


def test_nothing_known_is_not_nothing_there(loaded: Server) -> None:
    assert "没有资料不等于没有" in all_text(open_page("entities", q="谁在做轴承"))


def test_what_is_not_understood_offers_near_questions(loaded: Server) -> None:
    test = open_page("entities", q="天合光能有多少专利")
    assert not test.exception
    assert "没有读懂" in html(test)
    assert html(test).count('href="entities?q=') == 3


def test_a_misspelt_name_is_offered(loaded: Server) -> None:
    assert "entity?id=inst-jngri" in html(open_page("entities", q="江南石墨烯研究所"))


@pytest.mark.parametrize("typed", ["<img src=x onerror=alert(1)>", "谁支持<b>江南石墨烯研究院</b>", "*" * 300])
def test_what_is_typed_stays_text(loaded: Server, typed: str) -> None:
    test = open_page("entities", q=typed)
    assert not test.exception
    assert "<img src=x" not in html(test)


def test_suggestions_lead_to_entities_and_questions(loaded: Server) -> None:
    links = page_suggester(Settings.from_env())("江南石墨", "zh", "")
    assert links[0].address == "entity?id=inst-jngri"
    assert links[0].kind == "院所"
    assert any(link.address.startswith("entities?q=") for link in links)
    assert page_suggester(Settings.from_env())("", "zh", "") == ()


def test_the_link_leads_to_the_query_that_ran(loaded: Server) -> None:
    shown = html(open_page("entities", q="武进区的孵化器"))
    link = next(part for part in shown.split('"') if part.startswith("support?query=organisations"))
    carried = dict(parse_qsl(unescape(link).partition("?")[2]))
    test = open_page("support", **carried)
    assert not test.exception
    assert "以色列创新科技孵化器" in html(test)
    assert "天合光能" not in html(test)
    assert "kinds" in all_text(test)


def test_a_question_that_is_too_long_is_refused(loaded: Server) -> None:
    assert "超过上限 200 字" in all_text(open_page("entities", q="长" * 201))


def test_an_answer_is_kept_until_the_data_change(loaded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    open_page("entities", q="武进区的孵化器")
    monkeypatch.setattr(Asker, "ask", lambda *_: pytest.fail("asked again"))
    assert "以色列创新科技孵化器" in html(open_page("entities", q="武进区的孵化器"))


def test_nothing_loaded_is_said(embedded_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded_server.empty()
    use(embedded_server, monkeypatch)
    assert "图库还是空的" in all_text(open_page("entities", q="武进区的孵化器"))


def test_a_text_that_is_no_name_leads_to_chains_segments_and_its_single_words(loaded: Server) -> None:
    chain = html(open_page("entities", q="高铁"))
    assert "轨道交通产业链" in chain
    assert "没有读懂" not in chain
    both = html(open_page("entities", q="苏州 轨道交通"))
    assert "轨道交通产业链" in both
    assert "含“苏州”的" in both
    assert "苏州大学" in both
    assert "石墨烯/碳材料·石墨烯粉体" in html(open_page("entities", q="江南石墨烯研究所"))
