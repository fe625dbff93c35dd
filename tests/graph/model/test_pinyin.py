"""Initials are read word by word, each word once: the library's own reading of the whole name is the measure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from graph.model.pinyin import pinyin_initials

SIGNS = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
SEVERAL_READINGS = st.sampled_from(["常州", "银行", "行业", "重庆", "长江", "朝阳", "厦门", "大厦", "六安", "音乐"])
NAMES = st.lists(st.one_of(SIGNS, SEVERAL_READINGS, st.text(max_size=4)), max_size=12).map("".join)


@given(NAMES)
def test_initials_by_word_equal_those_of_the_whole_name(name: str) -> None:
    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    whole = "".join(c for c in letters.lower() if c.isascii() and c.isalnum())
    assert pinyin_initials(name) == ("" if letters == name else whole)


def test_initials_of_an_institute() -> None:
    assert pinyin_initials("江南石墨烯研究院") == "jnsmxyjy"
