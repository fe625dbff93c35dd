"""Cells are escaped, and short numbers stay on one line."""

from __future__ import annotations

from markupsafe import Markup

from ui.components.table import html_table


def test_a_text_is_escaped_and_markup_is_kept() -> None:
    cells = html_table(["甲<b>"], [["<img>", Markup("<i>x</i>")]])
    assert "<th>甲&lt;b&gt;</th>" in cells
    assert "&lt;img&gt;" in cells
    assert "<i>x</i>" in cells


def test_a_number_stays_on_one_line_and_a_name_may_be_broken() -> None:
    cells = html_table([""], [["0.564", "2013-05-21", "工业硅", "https://example.org/a"]])
    assert cells.count('<bdi class="nowrap">') == 2
    assert "<bdi>工业硅</bdi>" in cells
