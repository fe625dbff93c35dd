"""读文件 by Streamlit's own harness: its states, and what it says when something is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph.store.open import embedded_folder
from loaders.reading.proposal import Proposals
from loaders.review.review_store import DECISIONS_FILE, ReviewStore
from tests.support.pages import all_text, open_page
from tests.support.proposals import PARK, PROPOSALS, TEXT, decide, document
from tests.support.stores import Server
from ui.components.session_key import SessionKey
from ui.open_store import reviews_folder
from ui.settings import Settings
from ui.text import words


@pytest.fixture
def reviews(loaded: Server) -> ReviewStore:
    return ReviewStore(reviews_folder(Settings.from_env()))


@pytest.fixture
def key(reviews: ReviewStore) -> str:
    key = reviews.begin(document(), PROPOSALS, TEXT.encode(), who="张三", at="2026-03-01T11:00:00+00:00")
    (reviews.folder / key / DECISIONS_FILE).unlink(missing_ok=True)
    return key


def board_data(test: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.json or "{}") for element in test.get("bidi_component")]


def test_the_page_offers_a_file_and_lists_what_was_begun(reviews: ReviewStore, key: str) -> None:
    reviews.add(key, [decide(PARK, who="李四")])
    test = open_page("read")
    assert not test.exception
    text = all_text(test)
    assert f"read?review={key}" in text
    assert all(words in text for words in ("计划.txt", f"1 / {len(list(PROPOSALS))}", "李四", "2026-03-01"))


def test_a_review_brings_its_text_and_its_proposals_to_the_board(key: str) -> None:
    test = open_page("read", review=key)
    assert not test.exception
    (data,) = [data for data in board_data(test) if "proposals" in data]
    assert (data["key"], data["text"], len(data["proposals"])) == (key, TEXT, len(list(PROPOSALS)))
    assert test.title[0].value == rf"计划\.txt（{len(list(PROPOSALS))} 条）"  # escaped, as it is Markdown


def test_the_board_speaks_english(key: str) -> None:
    (data,) = [data for data in board_data(open_page("read", review=key, lang="en")) if "proposals" in data]
    assert data["words"]["accept"] == "Accept"
    assert {kind["caption"] for kind in data["types"]["e"]} >= {"Park", "Platform"}


@pytest.mark.parametrize("wrong", ["0123456789abcdef", "../../etc", "x" * 400])
def test_an_address_of_no_review_is_told(loaded: Server, wrong: str) -> None:
    test = open_page("read", review=wrong)
    text = all_text(test)
    assert "没有编号为" in text
    assert "全部文件" in text  # the way back
    assert not test.exception


def test_a_damaged_log_is_told_with_its_file(reviews: ReviewStore, key: str) -> None:
    (reviews.folder / key / DECISIONS_FILE).write_bytes(b"{}\n")
    text = all_text(open_page("read", review=key))
    assert "已损坏" in text
    assert DECISIONS_FILE in text.replace("\\", "")
    (reviews.folder / key / DECISIONS_FILE).unlink()


def test_one_damaged_review_does_not_hide_the_others(reviews: ReviewStore, key: str) -> None:
    other = reviews.begin(document("另一份计划。", "另一份.txt"), Proposals(), b"")
    (reviews.folder / key / DECISIONS_FILE).write_bytes(b"{}\n")
    text = all_text(open_page("read"))
    assert other in text
    assert "已损坏" in text
    (reviews.folder / key / DECISIONS_FILE).unlink()


def test_a_review_is_deleted_after_a_second_question(reviews: ReviewStore) -> None:
    key = reviews.begin(document("要删的一份。", "要删的.txt"), Proposals(), b"")
    test = open_page("read")
    test.selectbox(SessionKey.REVIEW_REMOVAL).select(key)
    (sure,) = (button for button in test.button if button.label == "确定删除")
    sure.click()
    test.run()
    assert not test.exception
    assert key not in reviews.recent()
    assert "要删的.txt" not in all_text(test)


def test_a_page_that_may_not_write_shows_nothing_to_review(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_LOADING", "0")
    for state in ({}, {"review": key}):
        test = open_page("read", **state)
        assert "只供查看" in all_text(test)
        assert board_data(test) == []


def test_a_document_without_proposals_says_what_to_do(reviews: ReviewStore) -> None:
    key = reviews.begin(document("没有什么。"), Proposals(), b"")
    assert "按 N 标记" in all_text(open_page("read", review=key))


def test_what_the_reader_could_not_take_is_told(reviews: ReviewStore) -> None:
    noted = replace(document("有附注。"), notes=("pictures",))
    key = reviews.begin(noted, Proposals(), b"")
    assert words("zh")("document_note.pictures") in all_text(open_page("read", review=key)).replace("\\", "")


def test_reviews_are_kept_in_the_embedded_store_else_in_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_STORE", "embedded:/srv/liantu")
    assert reviews_folder(Settings.from_env()) == embedded_folder("embedded:/srv/liantu") / "reviews"
    monkeypatch.setenv("LIANTU_STORE", "bolt://localhost:7687")
    assert reviews_folder(Settings.from_env()) == Settings.from_env().home / "reviews"
