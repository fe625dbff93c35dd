"""The table of regions: complete, in force, each place with one code; the dataset that a region begins with."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from loaders.dataset.folder import bundled, read_dataset
from loaders.errors import LoadError
from loaders.linking.places import places
from loaders.regions.gb2260 import admin_regions, districts, find_admin_regions, full_name, parents
from loaders.regions.region_dataset import near_names, one_admin_region, region_id, write_region_folder


def test_the_table_has_all_provinces_and_cities_and_about_2850_counties() -> None:
    levels = Counter(region.level for region in admin_regions().values())
    assert levels["province"] == 34
    assert levels["city"] == 333
    assert 2840 <= levels["county"] <= 2860


def test_provinces_and_cities_are_those_that_names_are_read_with() -> None:
    short = {region.short_name for region in admin_regions().values() if region.level != "county"}
    assert places() <= short
    assert len(short - places()) <= 2


def test_within_one_region_no_two_districts_have_one_name() -> None:
    for code in admin_regions():
        names = [district.name for district in districts(code)]
        assert len(names) == len(set(names)), code


def test_codes_that_have_ended_are_left_out_and_new_ones_are_there() -> None:
    names = {region.code: region.name for region in admin_regions().values()}
    assert names["340281"] == "无为市"
    assert "340225" not in names  # 无为县, until 2019
    assert (names["330113"], names["330114"]) == ("临平区", "钱塘区")
    assert "330103" not in names  # 下城区, until 2021
    assert "340201" not in names  # 市辖区 is no place


def test_a_district_lies_in_its_city_and_a_county_level_city_of_no_city_in_its_province() -> None:
    assert [region.name for region in parents("340210")] == ["安徽省", "芜湖市"]
    assert [region.name for region in parents("429004")] == ["湖北省"]
    assert "仙桃市" in [region.name for region in districts("420000")]
    assert full_name(admin_regions()["110105"]) == "北京市朝阳区"


def test_a_region_is_found_by_code_full_name_and_short_name() -> None:
    for text in ("340200", "芜湖市", "芜湖", " 芜湖 "):
        assert one_admin_region(text).code == "340200"
    assert one_admin_region("延边").name == "延边朝鲜族自治州"
    assert find_admin_regions("吉林")[0].level == "province"  # and the city after it
    with pytest.raises(LoadError, match="region_name_ambiguous"):
        one_admin_region("鼓楼区")
    with pytest.raises(LoadError, match="region_name_unknown"):
        one_admin_region("苏州工业园区")


def test_a_region_keeps_the_id_that_bundled_data_gave_it() -> None:
    rows = csv.DictReader((bundled()["changzhou-public"] / "entities.csv").open(encoding="utf-8", newline=""))
    given = {row["code"]: row["id"] for row in rows if row["code"]}
    assert len(given) == 8
    assert given.keys() <= admin_regions().keys()
    assert given == {code: region_id(code) for code in given}


def test_the_folder_of_a_region_has_its_districts_and_what_it_lies_in(tmp_path: Path) -> None:
    write_region_folder(tmp_path / "new", admin_regions()["340200"], ["pv", "ev"])
    records = read_dataset(tmp_path / "new")
    assert records.refused == ()
    assert records.dataset.region == "reg-340200"
    nodes = {node.id: node.props for node in records.nodes}
    assert nodes["reg-340200"]["chains"] == ("pv", "ev")
    assert nodes["reg-340281"]["code"] == "340281"
    assert {(edge.source, edge.target) for edge in records.edges} == {
        ("reg-340200", "reg-340000"),
        *((region_id(district.code), "reg-340200") for district in districts("340200")),
    }
    with pytest.raises(LoadError, match="folder_not_empty"):
        write_region_folder(tmp_path / "new", admin_regions()["340200"])


def test_a_district_s_folder_has_its_city_between_it_and_the_province(tmp_path: Path) -> None:
    write_region_folder(tmp_path, admin_regions()["320412"])
    edges = read_dataset(tmp_path).edges
    assert {(edge.source, edge.target) for edge in edges} == {
        ("reg-wujin", "reg-changzhou"),
        ("reg-changzhou", "reg-jiangsu"),
    }


def test_names_near_a_region_are_those_around_and_inside_it() -> None:
    assert {"安徽", "芜湖", "无为"} <= near_names("340200")
    assert "常州" not in near_names("340200")
    assert near_names("999999") == frozenset()
