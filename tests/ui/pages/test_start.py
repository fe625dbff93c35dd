"""开始: from an empty store to a region with its chains; the sample goes and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.access.principal import LOCAL_USER
from loaders.regions.region_dataset import one_admin_region
from loaders.service.regions import loaded_datasets, new_region
from queries.region import analyse_region
from tests.support.pages import all_text, open_page, use
from tests.support.stores import Server


@pytest.fixture
def empty(embedded_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    embedded_server.empty()
    return use(embedded_server, monkeypatch)


@pytest.fixture
def wuhu(empty: Server) -> Server:
    new_region(empty.store, one_admin_region("芜湖市"), LOCAL_USER)
    return empty


def press(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label == label).click().run()


def test_an_empty_store_s_pages_lead_to_the_start(empty: Server) -> None:
    assert 'href="start' in all_text(open_page("overview"))
    test = open_page("start")
    assert not test.exception
    assert "先说是哪个区域" in test.title[0].value


def test_a_region_is_picked_and_its_districts_and_the_template_are_there(empty: Server) -> None:
    test = open_page("start")
    go = next(button for button in test.button if button.label == "建立区域")
    assert go.disabled
    test.selectbox(key="start-form-region").select("340200").run()
    test = press(test, "建立区域")
    assert not test.exception
    assert "芜湖市" in test.title[0].value
    assert "reg-340200" in test.query_params["region"]
    text = all_text(test)
    assert "芜湖市（340200），7 个下辖区域。" in text
    assert "看全部 11 条链" in text
    assert "供给：250 个环节里 0 个有据可判" in text
    assert text.count("还没有") >= 7
    assert "芜湖市" in open_page("gaps").get("html")[0].proto.body + all_text(open_page("gaps"))


def test_the_region_looks_at_some_chains_and_then_at_all_again(wuhu: Server) -> None:
    test = open_page("start")
    test.multiselect[0].select("pv").run()
    test = press(test, "只看这些")
    assert "看 1 条链：太阳能光伏" in all_text(test)
    assert list(analyse_region(wuhu.store).coverages) == ["pv"]
    test.multiselect[0].unselect("pv").run()
    test = press(test, "只看这些")
    assert len(analyse_region(wuhu.store).coverages) == 11


def test_the_sample_goes_and_comes_back_by_one_button(wuhu: Server) -> None:
    test = press(open_page("start"), "装入常州样例")
    assert "常州市" in test.title[0].value
    assert {"changzhou-2018", "changzhou-public"} <= loaded_datasets(wuhu.store)
    assert "已有：常州市科学技术局2018年工作计划" in all_text(test)
    test = press(test, "移出常州数据")
    assert "芜湖市" in test.title[0].value
    assert loaded_datasets(wuhu.store).isdisjoint({"changzhou-2018", "changzhou-public"})
    assert {"chains", "candidates", "region-340200"} <= loaded_datasets(wuhu.store)


def test_a_server_that_may_not_load_shows_the_steps_without_buttons(
    wuhu: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANTU_LOADING", "0")
    test = open_page("start")
    assert not test.exception
    labels = {button.label for button in test.button}
    assert labels.isdisjoint({"建立区域", "只看这些", "装入常州样例"})


def test_the_start_of_a_region_with_data_says_what_is_there(loaded: Server, tmp_path: Path) -> None:
    text = all_text(open_page("start"))
    assert "供给：250 个环节里 137 个有据可判" in text
    assert "5 步里做了 5 步" in text
