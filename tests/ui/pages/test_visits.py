"""先去问清: visiting sheets on the page, by firm or by park, and the field for filled ones."""

from __future__ import annotations

from tests.support.pages import all_text, open_page
from tests.support.stores import Server
from ui.text import words

ZH = words("zh")


def labels(test: object) -> list[str]:
    return [button.proto.label for button in test.get("download_button")]  # type: ignore[attr-defined]


def test_sheets_of_the_chain_to_print_and_to_fill_in(loaded: Server) -> None:
    test = open_page("gaps", tab="questions", chain="rail")
    assert not test.exception
    assert labels(test)[:2] == [ZH("visit.docx"), ZH("visit.xlsx")]
    assert "光伏" not in all_text(test).partition("产业链")[2]


def test_by_park_there_are_fewer_sheets(loaded: Server) -> None:
    by_firm, by_park = (open_page("gaps", tab="questions", chain="rail", by=by) for by in ("firm", "park"))
    counts = [int(test.caption[1].value.split()[0]) for test in (by_firm, by_park)]
    assert counts[0] > counts[1] >= 1


def test_all_chains_say_how_many_sheets_are_left_out(loaded: Server) -> None:
    assert "选定产业链可以看全" in all_text(open_page("gaps", tab="questions"))


def test_a_wrong_grouping_is_told(loaded: Server) -> None:
    test = open_page("gaps", tab="questions", by="nosuch")
    assert not test.exception
    assert any("nosuch" in str(warning.value) for warning in test.warning)
