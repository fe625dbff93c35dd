"""Templates of lists: every one is read back as its own kind, with all columns understood."""

from __future__ import annotations

import io

import openpyxl
import pytest

from loaders.lists.chain_sheet import read_own_chains
from loaders.lists.detect import guess_mapping, tables_of
from loaders.lists.list_template import CHAIN_TEMPLATE, list_templates
from loaders.lists.transform import ListTransform
from loaders.sources.workbook import parse_sheets
from queries.first_day import RESOURCE_KINDS
from ui.exports.list_template import list_template
from ui.text import words


def filled(name: str, language: str = "zh") -> bytes:
    """The template with its own example as the first row."""
    book = openpyxl.load_workbook(io.BytesIO(list_template(name, words(language))))
    for place, column in enumerate(list_templates()[name], 1):
        book.worksheets[0].cell(2, place, column.example)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_there_is_a_template_of_each_of_the_seven_kinds_and_of_a_chain() -> None:
    assert set(list_templates()) == {CHAIN_TEMPLATE, *(kind.list_type for kind in RESOURCE_KINDS)}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [kind.list_type for kind in RESOURCE_KINDS])
def test_a_filled_template_is_read_as_its_kind(name: str, language: str) -> None:
    guess = guess_mapping(
        tables_of(parse_sheets(filled(name, language), "模板.xlsx")), "x", "科技局", region="reg-340200"
    )
    assert guess.mapping.type == name
    assert guess.unused == ()
    assert len(guess.tables) == 1  # the sheet that says how to fill it in is none
    rows = guess.tables[0].rows
    if name == "talents":
        rows[0].cells["姓名"]
    found = ListTransform(guess.tables, guess.mapping).records()
    assert (len(rows), found.refused) == (1, ())


def test_a_filled_template_of_a_chain_is_read_as_one() -> None:
    own = read_own_chains(parse_sheets(filled(CHAIN_TEMPLATE), "链.xlsx"))
    assert [(segment.name, segment.stage, segment.critical) for segment in own.segments] == [("总装建造", "中游", True)]
    assert [problem.code for problem in own.refused] == ["chain_upstream"] * 2  # the example's are not there
