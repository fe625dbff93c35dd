"""The overview: each figure is what its link lists, the bars follow the order in the address, charts obey the filter."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.pages import all_text, open_page
from tests.support.stores import Server
from ui.text import words

ZH = words("zh")
CARD = re.compile(r'<a class="figure-card" href="([^"?]+)\?([^"]*)" target="_self"><span>([^<]+)</span><b>([^<]+)</b>')
BAR_NAME = re.compile(r'<td><a href="chain\?[^"]*" target="_self"><bdi>([^<]+)</bdi></a></td><td><a class="state-bar"')


def _cards(test: AppTest) -> dict[str, tuple[str, dict[str, str], str]]:
    return {
        name: (page, {key: value[0] for key, value in parse_qs(unescape(query)).items()}, figure)
        for page, query, name, figure in CARD.findall(all_text(test))
    }


def _bar_names(test: AppTest) -> list[str]:
    return [unescape(name) for name in BAR_NAME.findall(all_text(test))]


@pytest.mark.parametrize("label", ["Enterprise", "Institute", "Platform", "Park"])
def test_a_card_counts_what_its_link_lists(loaded: Server, label: str) -> None:
    page, state, figure = _cards(open_page("overview"))[ZH(f"overview.label.{label}")]
    listed = all_text(open_page(page, **state))
    assert ZH("entities.listed", label=ZH.label(label), count=int(figure)) in listed


def test_the_cards_of_gaps_agree_with_the_list_of_gaps(loaded: Server) -> None:
    cards = _cards(open_page("overview"))
    page, state, figure = cards[ZH("overview.confirmed_gaps")]
    assert ZH("gap_page.sure", count=figure) in all_text(open_page(page, **state))
    assert cards[ZH("overview.known_segments")][2] == "137/250"


def test_chains_are_sorted_by_what_the_address_says(loaded: Server) -> None:
    by_known, by_name = (_bar_names(open_page("overview", sort=order)) for order in ("known", "name"))
    assert len(by_known) == 11
    assert sorted(by_known) == sorted(by_name)
    assert by_known == _bar_names(open_page("overview"))
    assert by_known[0] != by_name[0]


def test_an_order_that_is_none_is_told_and_the_page_shows(loaded: Server) -> None:
    test = open_page("overview", sort="nonsense", measure="nonsense")
    assert not test.exception
    assert [warning.value for warning in test.warning] != []
    assert len(_bar_names(test)) == 11


def test_age_and_years_obey_the_year(loaded: Server) -> None:
    now, then = all_text(open_page("overview")), all_text(open_page("overview", year="2018"))
    assert "看清的 137 个环节里" in now
    assert "看清的 56 个环节里" in then
    assert ZH("overview.week_filtered") in then
    assert ZH("overview.week_filtered") not in now


def test_a_page_that_was_shown_reads_the_store_for_nothing_but_its_version(
    loaded: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_page("overview")
    store_type = type(loaded.store)
    reads: list[str] = []
    read = store_type.read

    def counted(self: object, text: str, *args: object, **kwargs: object) -> object:
        reads.append(text)
        return read(self, text, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(store_type, "read", counted)
    assert not open_page("overview").exception
    assert len(reads) <= 1


def test_what_does_not_follow_the_year_is_told(loaded: Server) -> None:
    assert ZH("overview.entities_note") in all_text(open_page("overview", year="2018"))
    assert ZH("overview.entities_note") not in all_text(open_page("overview"))
