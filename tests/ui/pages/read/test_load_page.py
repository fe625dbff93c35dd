"""Loading a reviewed document from the page: asked once for its source, loaded, and quoted on the pages of its things."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.access.principal import LOCAL_USER
from loaders.review.review_store import ReviewStore
from loaders.service.datasets import load_dataset
from tests.support.pages import all_text, open_page, use
from tests.support.small_datasets import folder
from tests.support.small_plan import CENTRE, PROPOSALS, TEXT, decisions, document
from tests.support.stores import Server
from ui.open_store import reviews_folder
from ui.settings import Settings


@pytest.fixture
def key(embedded_server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A review of which all is accepted, on a store that knows its region."""
    store = embedded_server.empty()
    load_dataset(store, str(folder(tmp_path)), LOCAL_USER)
    use(embedded_server, monkeypatch)
    monkeypatch.setenv("LIANTU_WHO", "张三")
    reviews = ReviewStore(reviews_folder(Settings.from_env()))
    key = reviews.begin(document(), PROPOSALS, TEXT.encode(), who="张三", at="2024-02-03T08:00:00+00:00")
    reviews.add(key, decisions())
    return key


def test_a_reviewed_document_is_loaded_and_its_sentence_stands_with_its_things(key: str) -> None:
    form = open_page("read", review=key, tab="load")
    assert not form.exception
    assert [field.value for field in form.text_input] == ["芜湖市科技局2024年工作要点", "芜湖市科技局", ""]
    form.text_input[2].set_value("2024-01-05")
    form.button[0].click()
    loaded = form.run()
    assert not loaded.exception
    assert "新增" in loaded.success[0].value
    entity = all_text(open_page("entity", id=f"org:{CENTRE}"))
    assert '<q class="quote">丙大学牵头组建芜湖市机器人创新中心</q>' in entity
    assert f"read?review={key}&amp;at=" in entity
    again = open_page("read", review=key, tab="load")
    assert again.text_input[2].value == "2024-01-05"  # asked once


def test_a_source_without_a_publisher_is_not_loaded(key: str) -> None:
    form = open_page("read", review=key, tab="load")
    form.text_input[1].set_value(" ")
    form.button[0].click()
    refused = form.run()
    assert "出处" in refused.error[0].value
    assert not refused.success
