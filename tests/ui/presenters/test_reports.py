"""Reports of loads in words: what a page tells names no command, no key of a mapping, and no id."""

from __future__ import annotations

import re

import pytest

from loaders.report import ChangeCounts, LoadReport
from loaders.service.lists import JoinedRow, ListReport
from loaders.sources.header import find_table
from loaders.sources.sheet import Sheet
from ui.presenters.reports import Face, change_line, list_lines, summary_line
from ui.text import words

MACHINE_ROOM = re.compile(r"liantu|columns|YAML|place:|rail/|ent-|own-list")


def _told(language: str, face: Face) -> str:
    table = find_table(Sheet(rows=(("企业名称", "产品"), ("甲公司", "轴承")), file="a.xlsx"))
    assert table
    report = ListReport(
        report=LoadReport(dataset="own-list", nodes=ChangeCounts(added=1)),
        good=1,
        joined=(JoinedRow("甲公司", "甲集团", "name", "ent-a"),),
        hidden_rows=1,
        skipped_rows={"hidden": 1},
        unused=("产品",),
        absent=("税号",),
        skipped_tables=(table,),
        placed_counts=(1, 0),
        classified=(("甲公司", "rail/bearing", "关键词“轴承”"),),
        unplaced=("乙公司",),
    )
    names = {"rail/bearing": "轴承"}.__getitem__ if face == "page" else str
    return "\n".join(list_lines(report, words(language), dry=True, face=face, segment_name=names))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_tells_of_a_list_without_the_words_of_the_machine_room(language: str) -> None:
    assert not MACHINE_ROOM.findall(_told(language, "page"))
    assert {"liantu", "columns", "rail/"} <= set(MACHINE_ROOM.findall(_told(language, "command")))


def test_only_what_changed_is_counted() -> None:
    report = LoadReport(dataset="own-list", nodes=ChangeCounts(added=59), statements=ChangeCounts(added=104, removed=2))
    assert change_line(report, words("zh")) == "新增 59 行资料、104 条说法；去掉 0 行资料、2 条说法"
    assert summary_line(LoadReport(dataset="own-list"), words("zh")) == "own-list：没有变化"
    assert (
        change_line(LoadReport(dataset="own-list", declared=True), words("en"))
        == "only the dataset's own entry was written"
    )
