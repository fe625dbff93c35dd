"""`liantu compare` of two plans, and what of it lists have too."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
from docx import Document

from graph.store.store import Store
from tests.support.command_line import Run
from tests.support.two_plans import EARLIER, LATER, load_plans


def test_two_plans_are_compared_with_both_sentences(on: Run, store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    status, out, err = on("compare", EARLIER, LATER, "--format", "json")
    assert status == 0, err
    rows = {(row["group"], row["kind"], row["name"]): row for row in json.loads(out)}
    raised = rows["targets", "raised", "新增高新技术企业数"]
    assert (raised["before"], raised["after"]) == ("超过 100 家（2023）", "超过 130 家（2024）")
    assert raised["before_passage"] == "新增高新技术企业超100家。（正文）"
    assert raised["after_passage"] == "新增高新技术企业超130家。（正文）"
    reached = rows["targets", "reached", "新增高新技术企业数"]
    assert (reached["before"], reached["after"]) == ("超过 100 家（2023）", "实际 112 家（2023年）")
    assert reached["after_passage"] == "2023年新增高新技术企业112家。（正文）"
    moved = rows["things", "moved", "省精密轴承创新中心"]
    assert (moved["change"], moved["before"], moved["after"]) == ("推进", "争取", "规划")
    renamed = rows["things", "renamed", "云溪先进碳材料研究院"]
    assert (renamed["change"], renamed["rule"]) == ("可能更名", "名称相近（待核实）")
    assert "可能更名（1）" in err
    assert "未变" in err


def test_the_exchanged_plans_say_that_a_thing_moved_back(on: Run, store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    _, out, _ = on("compare", LATER, EARLIER, "--format", "json")
    rows = {(row["kind"], row["name"]): row for row in json.loads(out) if row["group"] != "relations"}
    assert rows["moved", "省精密轴承创新中心"]["change"] == "退后"
    assert rows["unreached", "新增高新技术企业数"]["before"] == "实际 112 家（2023年）"


def test_the_files_hold_every_change(on: Run, store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    out = {name: tmp_path / f"变化.{name}" for name in ("csv", "xlsx", "docx")}
    for name, file in out.items():
        assert on("compare", EARLIER, LATER, "--format", name, "-o", str(file))[0] == 0
    lines = list(csv.reader(out["csv"].read_text("utf-8-sig").splitlines()))
    book = openpyxl.load_workbook(out["xlsx"])
    assert book.sheetnames == ["指标", "主体", "关系"]
    assert [sheet["C2"].value for sheet in book.worksheets[:2]] == ["新增高新技术企业数", "青湖科技园"]
    document = Document(str(out["docx"]))
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert len(document.tables) == 3
    assert sum(len(table.rows) - 1 for table in document.tables) == len(lines) - 1
    assert "青湖科技园已建成开园。（正文）" in texts
    assert document.paragraphs[0].text.startswith("云溪市科学技术局2023年工作计划 与")


def test_lists_have_no_document(on: Run, store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    status, _, err = on("compare", "L1", LATER, "--format", "docx", "-o", str(tmp_path / "a.docx"))
    assert status == 2
    assert "docx" in err
