"""汇报材料: a dossier on one screen, and its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import all_text, open_page, use
from tests.support.stores import Server
from ui.text import words

ZH = words("zh")


def test_the_region_s_dossier_and_two_files(loaded: Server) -> None:
    test = open_page("dossier")
    assert not test.exception
    text = all_text(test)
    assert "资料不足：通用航空、石墨烯/碳材料、智能电网看清的不到一半" in text
    assert "引进工业硅/高纯多晶硅料" in text
    assert [button.proto.label for button in test.get("download_button")] == [ZH("dossier.docx"), ZH("dossier.pptx")]


def test_a_chain_s_dossier_has_its_map_its_links_and_its_sources(loaded: Server) -> None:
    test = open_page("dossier", chain="rail")
    text = all_text(test)
    assert text.count('alt="轨道交通"') == 1
    for expected in (
        "转向架与减振件",
        "可对接的院所",
        "常州经开区轨道交通产业园",
        "中国经济网",
        ZH("dossier.note.no_firms"),
    ):
        assert expected in text
    assert 'href="chain?' in text and "segment=rail%2Fbogie" in text


def test_a_chain_s_map_leads_to_its_paper(loaded: Server) -> None:
    assert "dossier?chain=pv" in all_text(open_page("chain", chain="pv"))


def test_the_year_holds(loaded: Server) -> None:
    text = all_text(open_page("dossier", chain="rail", year="2018"))
    assert ZH("dossier.note.as_of") in text
    assert all_text(open_page("dossier", chain="rail")) != text


def test_english_and_an_unknown_chain(loaded: Server) -> None:
    test = open_page("dossier", chain="nosuch", lang="en")
    assert not test.exception
    assert "nosuch" in str(test.warning[0].value)
    assert "Institutes to court" in all_text(test)


def test_an_empty_store_has_no_paper(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    server.empty()
    use(server, monkeypatch)
    assert len(open_page("dossier").get("download_button")) == 0
