"""Words explained where they stand: in the page's language, escaped, and once in a sentence."""

from __future__ import annotations

import pytest

from graph.analysis.gaps.gap import GapKind
from ui.components.glossary import note_of, term, with_terms
from ui.components.legend import state_legend
from ui.exports.state_style import STATE_STYLES
from ui.text import LANGUAGES, words

ZH, EN = words("zh"), words("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [*GapKind, "待核实", "单点", "链主", "已知比例", "完整度"])
def test_the_words_of_the_field_are_explained(language: str, key: str) -> None:
    assert note_of(str(key), words(language))


def test_a_word_has_its_name_in_the_page_s_language() -> None:
    assert ">建链<" in term("建链", ZH)
    assert ">build<" in term("建链", EN)
    assert 'tabindex="0"' in term("建链", ZH)
    assert "tabindex" not in term("建链", ZH, focusable=False)
    assert term("<b>", ZH) == "&lt;b&gt;"


def test_a_sentence_explains_each_word_once_and_is_escaped() -> None:
    marked = with_terms("<i>待核实的补链，再一个补链", ZH)
    assert marked.startswith("&lt;i&gt;<abbr")
    assert marked.count("<abbr") == 2
    assert marked.endswith("再一个补链")
    assert with_terms("build & fill", EN) == "build &amp; fill"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_in_the_legend_says_what_it_means(language: str) -> None:
    assert state_legend(words(language), {}).count("title=") == len(STATE_STYLES)
