"""`liantu follow`: noted, listed, written to fill in, read back, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from tests.support.command_line import Run
from tests.support.small_datasets import folder


@pytest.fixture
def who(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_WHO", "张三")


def test_a_follow_up_is_noted_listed_and_read_back(on: Run, store: Store, tmp_path: Path, who: None) -> None:
    load(store, read_dataset(folder(tmp_path)))
    status, _, err = on("follow", "mark", "跟进", "x/one", "--owner", "李四", "--day", "2026-12")
    assert status == 0, err
    assert "第一环" in on("follow", "list")[1]
    assert "李四" not in on("follow", "list", "--state", "solved")[1]
    file = tmp_path / "台账.xlsx"
    assert on("follow", "list", "--format", "xlsx", "-o", str(file))[0] == 0
    book = load_workbook(file)
    book.worksheets[0]["D2"] = "已解决"
    book.save(file)
    assert "1 笔" in on("follow", "load", str(file))[2]
    assert "没有不同" in on("follow", "load", str(file))[2]
    listed = on("follow", "list", "--format", "csv")[1]
    assert "已解决" in listed
    assert "李四" in listed
    event = on("history", "--dataset", "follow-ups", "--format", "csv")[1].splitlines()[1].split(",")[0]
    assert on("undo", event)[0] == 0
    assert "已解决" not in on("follow", "list")[1]


@pytest.mark.parametrize("arguments", [("飞了", "x/one"), ("接触中", "x/one"), ("接触中", "没有这家")])
def test_a_wrong_follow_up_is_refused(
    on: Run, store: Store, tmp_path: Path, who: None, arguments: tuple[str, str]
) -> None:
    load(store, read_dataset(folder(tmp_path)))
    assert on("follow", "mark", *arguments)[0] != 0


def test_the_list_of_gaps_says_which_is_in_hand(on: Run, store: Store, tmp_path: Path, who: None) -> None:
    load(store, read_dataset(folder(tmp_path)))
    assert "follow_up" not in on("gaps", "--format", "csv")[1]
    on("follow", "mark", "跟进", "x/one", "--owner", "李四", "--day", "2026-12")
    head, *lines = on("gaps", "--format", "csv")[1].splitlines()
    assert head.split(",")[-1] == "follow_up"
    assert sum("跟进（李四，2026-12）" in line for line in lines) == sum(",第一环," in line for line in lines) == 1
    file = tmp_path / "短板.xlsx"
    assert on("gaps", "--format", "xlsx", "-o", str(file))[0] == 0
    cells = [cell.value for sheet in load_workbook(file).worksheets[:2] for row in sheet.iter_rows() for cell in row]
    assert "跟进（李四，2026-12）" in cells
