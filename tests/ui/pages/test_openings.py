"""Pages before anything is chosen: what the last loads changed, and the most connected of each type."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from tests.support.pages import all_text, open_page, use
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import Server


def test_nothing_is_told_of_changes_where_only_the_product_s_data_are_loaded(loaded: Server) -> None:
    test = open_page("entity")
    assert not test.exception
    assert "最近有变化" not in all_text(test)
    assert "中国机械科学研究总院" in all_text(test)


def test_what_the_last_load_changed_stands_first_organisations_before_the_rest(
    embedded_server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = embedded_server.empty()
    load(store, read_dataset(folder(tmp_path)))
    rows = TABLES["entities.csv"].replace("Region,某市", "Region,某新市") + "ent-d,Enterprise,<b>丁公司,,,\n"
    load(store, read_dataset(folder(tmp_path, tables={**TABLES, "entities.csv": rows})))
    use(embedded_server, monkeypatch)
    test = open_page("entity")
    assert not test.exception
    html = "".join(str(element.proto.body) for element in test.get("html"))
    card = html[html.index("最近有变化") : html.index("看装载记录")]
    assert "&lt;b&gt;丁公司" in card
    assert card.index("丁公司") < card.index("某新市") < card.index("丙公司")
    assert card.count("新增 · ") == 5
    assert card.count("有改动 · ") == 1


def test_a_question_offers_those_most_is_known_of_for_its_first_empty_field(loaded: Server) -> None:
    html = "".join(str(e.proto.body) for e in open_page("support", query="supporters").get("html"))
    assert "support?query=supporters&amp;p-entity=inst-jngri" in html
    state = {"query": "connection", "p-from": "inst-jngri"}
    html = "".join(str(e.proto.body) for e in open_page("support", **state).get("html"))
    assert "support?query=connection&amp;p-from=inst-jngri&amp;p-to=" in html
    assert 'class="hub-card' not in all_text(open_page("support", query="supporters", **{"p-entity": "inst-jngri"}))
