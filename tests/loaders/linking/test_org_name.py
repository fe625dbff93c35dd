"""The parts of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.linking.org_name import normalise_name, parse_name
from loaders.linking.places import places


@pytest.mark.parametrize(
    ("text", "regions", "core", "form"),
    [
        ("常州市天合光能有限公司", ("常州",), "天合光能", "公司"),
        ("天合光能股份有限公司", (), "天合光能", "公司"),
        ("江苏省常州市武进区宏大电机有限公司", ("江苏", "常州", "武进区"), "宏大电机", "公司"),
        ("中科院常州先进制造技术研究所", (), "中国科学院常州先进制造技术", "研究所"),
        ("常州大学", (), "常州", "大学"),
        ("恒立集团有限公司", (), "恒立", "公司"),
        ("天合光能", (), "天合光能", ""),
    ],
)
def test_region_core_and_form(text: str, regions: tuple[str, ...], core: str, form: str) -> None:
    name = parse_name(text)
    assert (name.regions, name.core, name.form) == (regions, core, form)


def test_brackets_branches_and_numbers() -> None:
    assert parse_name("博世（中国）投资有限公司").bracketed == {"中国"}
    assert parse_name("上海华为技术有限公司苏州分公司").branch == "苏州分公司"
    assert parse_name("北京大学第三医院").numbers == ("3",)
    assert parse_name("恒立（集团）有限公司").group
    assert not parse_name("恒立有限公司").group


@given(st.text(max_size=30))
def test_any_text_has_parts(text: str) -> None:
    name = parse_name(text)
    assert name == parse_name(text)
    assert name.normalised == normalise_name(text)
    assert "|" in name.match_key


def test_every_province_and_city_is_a_short_name() -> None:
    assert {"江苏", "常州", "呼和浩特"} <= places()
    assert not any(place.endswith(("省", "市")) for place in places())


def test_numbers_keep_what_parts_them() -> None:
    assert normalise_name("常州1-11机械有限公司") != normalise_name("常州11-1机械有限公司")
    assert normalise_name("Ａ·Ｂ-C 公司") == normalise_name("abc公司")
