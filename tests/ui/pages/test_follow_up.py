"""跟进台账 on the page: noted by the form, shown on the board and at the institute, undone by the history."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from loaders.follow_up import FOLLOW_UPS, FollowUp
from loaders.history.log import load_events
from loaders.pipeline import undo
from loaders.service.follow_ups import note_follow_ups
from tests.support.pages import all_text, open_page
from tests.support.people import ZHANG_SAN
from tests.support.stores import Server

GAP, INSTITUTE = "rail|rail/bogie", "cand-cas-nimte"


@pytest.fixture
def followed(loaded: Server) -> Iterator[Server]:
    """Take back, after the test, what it noted."""
    before = {event.id for event in load_events(loaded.loaded().read)}
    yield loaded
    store = loaded.loaded()
    for event in reversed(load_events(store.read)):
        if event.dataset == FOLLOW_UPS.id and event.id not in before:
            undo(store, event.id)


def press(test: AppTest, label: str) -> AppTest:
    (button,) = [button for button in test.button if button.label == label]
    return button.click().run()


def test_nothing_is_followed_up_at_first(followed: Server) -> None:
    assert "还没有记过跟进" in all_text(open_page("targeting", tab="follow"))


def test_the_form_notes_a_gap_and_the_board_shows_it(followed: Server) -> None:
    test = open_page("targeting", tab="follow", mark=GAP)
    (owner,) = [field for field in test.text_input if field.label == "负责人" and field.value == ""][-1:]
    owner.set_value("<b>李四</b>")
    (who,) = [field for field in test.text_input if field.label == "您是谁"]
    who.set_value("张三")
    test = press(test, "记下")
    assert not test.exception
    text = all_text(open_page("targeting", tab="follow"))
    assert "&lt;b&gt;李四&lt;/b&gt;" in text
    assert "<b>李四</b>" not in text
    assert "轨道交通" in text
    assert "没有符合条件的跟进" in all_text(open_page("targeting", tab="follow", state="solved"))


def test_an_institute_in_touch_shows_it_on_its_card_and_in_the_table(followed: Server) -> None:
    states = (FollowUp(state="in_touch", about=INSTITUTE, region="reg-changzhou", owner="李四", day="2026-12"),)
    note_follow_ups(followed.loaded(), states, ZHANG_SAN)
    assert "接触中（李四，2026-12）" in all_text(open_page("targeting", k="3"))
    table = all_text(open_page("targeting", tab="follow", view="table"))
    assert "<th>负责人</th>" in table
    assert "接触中" in table


def test_a_gap_marked_solved_asks_for_the_fact(followed: Server) -> None:
    solved = FollowUp(state="solved", about="rail/bogie", chain="rail", region="reg-changzhou")
    note_follow_ups(followed.loaded(), [solved], ZHANG_SAN)
    test = open_page("targeting", tab="follow")
    assert "资料里仍是短板" in "\n".join(warning.value for warning in test.warning)


def test_a_strange_subject_in_the_address_is_told(followed: Server) -> None:
    test = open_page("targeting", tab="follow", mark="nobody")
    assert not test.exception
    assert "nobody" in "\n".join(warning.value for warning in test.warning)


def test_a_gap_in_hand_is_marked_in_the_list_and_on_the_map(followed: Server) -> None:
    pursued = FollowUp(state="follow", about="rail/bogie", chain="rail", region="reg-changzhou", owner="李四")
    note_follow_ups(followed.loaded(), [pursued], ZHANG_SAN)
    assert '<span class="follow-badge follow" title="">跟进（李四）</span>' in all_text(open_page("gaps", chain="rail"))
    assert "跟进（李四）" in all_text(open_page("chain", chain="rail", segment="rail/bogie"))
    assert "跟进（李四）" not in all_text(open_page("chain", chain="rail", segment="rail/bearing"))
