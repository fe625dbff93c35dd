"""A file that is no table is answered on the screen, with the way it can go."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.pages import all_text, open_page
from tests.support.stores import Server


def uploaded(page: str, name: str, content: bytes, **state: str) -> AppTest:
    test = open_page(page, **state)
    test.get("file_uploader")[0].set_value((name, content, ""))  # type: ignore[attr-defined]
    return test.run()


@pytest.mark.parametrize(("page", "state"), [("lists", {}), ("plan", {"tab": "progress"}), ("start", {})])
def test_a_document_is_refused_in_words_and_sent_to_the_reader(
    loaded: Server, page: str, state: dict[str, str]
) -> None:
    test = uploaded(page, "2019年*工作*计划.DOCX", b"PK", **state)
    assert "“2019年\\*工作\\*计划\\.DOCX”不是表格" in test.warning[0].value
    assert 'href="read?' in all_text(test)
    assert not test.error


def test_another_kind_of_file_is_refused_without_a_wrong_way(loaded: Server) -> None:
    test = uploaded("lists", "图.dwg", b"AC1032")
    assert "不是表格" in test.warning[0].value
    assert 'href="read?' not in all_text(test)


def test_a_text_that_may_be_a_table_or_a_document_has_both_ways(loaded: Server) -> None:
    test = uploaded("lists", "计划.txt", "二〇一九年工作要点\n一、总体要求\n".encode())
    assert not test.error
    assert 'href="read?' in all_text(test)
