"""`liantu needs`: placed, kept, counted in the choice of institutes, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.needs.need_sheet import read_needs
from loaders.pipeline import load
from loaders.sources.workbook import parse_sheets
from tests.support.command_line import Run
from tests.support.small_datasets import folder
from ui.exports.needs_xlsx import needs_template
from ui.text import words


def test_a_list_is_placed_and_kept(on: Run, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_WHO", "张三")
    load(store, read_dataset(folder(tmp_path)))
    file = tmp_path / "需求.csv"
    file.write_text("企业,需求,期限\n甲公司,词一的寿命,2027\n乙公司,融资,\n", "utf-8")
    status, out, err = on("needs", str(file), "--format", "csv", "--keep")
    assert status == 0, err
    assert "某链 · 第一环" in out
    assert "没有出现任何环节的关键词" in out
    assert "2 条需求：1 条放到了环节上" in err
    result = tmp_path / "结果.xlsx"
    assert on("needs", str(file), "--format", "xlsx", "-o", str(result), "--as-of", "2018")[0] == 0
    rows = [row[0] for row in load_workbook(result).worksheets[0].values]
    assert rows[:3] == ["企业", "甲公司", "乙公司"]
    assert rows[-1].startswith("资料范围：截至2018年")
    assert on("targets", "--needs")[0] == 0
    event = on("history", "--format", "csv")[1].splitlines()[1].split(",")[0]
    assert on("undo", event)[0] == 0
    assert "词一的寿命" not in on("query", "needs", "--format", "csv")[1]


def test_the_empty_list_is_read_back() -> None:
    sheets = parse_sheets(needs_template(words("zh")), "空表.xlsx")
    filled = [type(sheet)(rows=(*sheet.rows, ("甲", "轴承", "2027", "轨道交通"))) for sheet in sheets[:1]]
    (need,) = read_needs(filled, "空表.xlsx")
    assert (need.firm, need.what, need.due, need.field) == ("甲", "轴承", "2027", "轨道交通")
