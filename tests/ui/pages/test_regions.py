"""Pages of a store with two regions: each shows its own, and says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_dataset
from queries.region import analyse_region
from queries.rows.chains import HoldersRow, RegionsRow
from queries.rows.plan import IntendedRow
from queries.run import fetch_rows
from tests.support.pages import all_text, open_page, use
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import Server
from tests.support.two_regions import load_two_regions


@pytest.fixture
def two_regions(embedded_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    load_two_regions(tmp_path, embedded_server.empty())
    return use(embedded_server, monkeypatch)


def test_a_region_has_its_own_holders_plan_and_wording(store: Store, tmp_path: Path) -> None:
    load_two_regions(tmp_path, store)
    assert [(row.region_id, row.code, row.chains) for row in fetch_rows(store, RegionsRow)] == [
        ("reg-x", None, None),
        ("reg-y", "340200", ("chain-x",)),
    ]
    for region, holder, clauses in (("reg-x", "ent-c", 1), ("reg-y", "ent-y", 0)):
        holders = fetch_rows(store, HoldersRow, chain="chain-x", region=region)
        assert [row.organisation_id for row in holders] == [holder]
        assert len(fetch_rows(store, IntendedRow, status="aspired", region=region)) == clauses
    assert len(fetch_rows(store, HoldersRow, chain="chain-x")) == 2  # without a region: of all


def test_a_region_is_found_by_its_code_and_shows_the_chains_that_it_looks_at(store: Store, tmp_path: Path) -> None:
    load_two_regions(tmp_path, store)
    assert analyse_region(store, "340200").region_name == "乙市"
    tables = {**TABLES, "entities.csv": TABLES["entities.csv"] + "chain-z,Chain,又一链,,,existing\n"}
    tables["segments.csv"] += "z/one,chain-z,又一环,上游,是,\n"
    load_dataset(store, str(folder(tmp_path, tables=tables)), LOCAL_USER)
    assert list(analyse_region(store, "reg-x").coverages) == ["chain-x", "chain-z"]
    assert list(analyse_region(store, "reg-y").coverages) == ["chain-x"]


def test_the_menu_of_regions_changes_what_a_page_shows(two_regions: Server) -> None:
    test = open_page("overview")
    assert test.selectbox[0].options == ["某市", "乙市"]
    assert "reg-x" in test.query_params["region"]  # so that a copied address stays with its region
    assert "某市" in test.title[0].value
    test = test.selectbox[0].select("reg-y").run()
    assert "reg-y" in test.query_params["region"]
    assert "乙市" in test.title[0].value
    assert "region=reg-y" in all_text(test)  # the links stay with the region


def test_a_region_that_is_not_there_falls_back_with_a_warning(two_regions: Server) -> None:
    test = open_page("overview", region="reg-nowhere")
    assert "某市" in test.title[0].value
    assert "没有照它显示" in test.warning[0].value


def test_one_region_stands_in_the_bar_without_a_menu(loaded: Server) -> None:
    test = open_page("plan")
    assert "常州市" in all_text(test)
    assert not [box for box in test.selectbox if box.label == "区域"]


def test_a_page_that_shows_all_regions_says_so(two_regions: Server) -> None:
    assert "这一页列出全部区域（某市、乙市）的资料" in all_text(open_page("entities"))
    assert "全部区域" not in all_text(open_page("plan"))
