"""The check character of credit codes, by codes that their holders publish."""

from __future__ import annotations

import pytest

from graph.model.credit_code import CREDIT_CODE, check_character

PUBLISHED = {
    "914403001922038216": "华为技术有限公司",
    "9144030071526726XG": "深圳市腾讯计算机系统有限公司",
    "91330100799655058B": "阿里巴巴(中国)网络技术有限公司",
    "91350900587527783P": "宁德时代新能源科技股份有限公司",
    "12100000400000624D": "清华大学",
}


@pytest.mark.parametrize("code", PUBLISHED)
def test_the_last_character_of_a_published_code_is_computed(code: str) -> None:
    assert CREDIT_CODE.fullmatch(code)
    assert check_character(code[:-1]) == code[-1]


@pytest.mark.parametrize("code", PUBLISHED)
def test_one_other_character_gives_another_check_character(code: str) -> None:
    for place, character in enumerate(code[:-1]):
        other = "7" if character != "7" else "4"
        assert check_character(code[:place] + other + code[place + 1 : -1]) != code[-1]


def test_a_body_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        check_character("9111")
