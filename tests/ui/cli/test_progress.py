"""`liantu load` of a progress report: recognised by its columns, tried, loaded, undone."""

from __future__ import annotations

from pathlib import Path

from graph.store.store import Store
from tests.support.command_line import Run
from tests.support.two_plans import load_plans

REPORT = """\
指标,实际值,单位,时间,来源
全社会研发投入占比,2.9,%,2023年,统计公报
引进创新人才总量,310,名,2023年,
降水量,3,毫米,2023年,
"""


def test_a_report_needs_no_map(on: Run, store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    file = tmp_path / "进展.csv"
    file.write_text(REPORT, "utf-8")
    status, _, err = on("load", str(file), "--dry-run", "--refused", str(tmp_path / "拒收.xlsx"))
    assert status == 0, err
    for part in ("1 个值对上了指标，1 个待核实", "引进创新人才总量 310 名", "指标名称相近", "降水量", "试装"):
        assert part in err, part
    assert (tmp_path / "拒收.xlsx").exists()
    assert "全社会研发投入占比" not in on("query", "achieved", "--format", "csv")[1]
    assert on("load", str(file))[0] == 0
    achieved = on("query", "achieved", "--format", "csv")[1]
    assert "全社会研发投入占比" in achieved
    assert "统计公报" in achieved
    event = on("history", "--dataset", "progress-jin-zhan", "--format", "csv")[1].splitlines()[1].split(",")[0]
    assert on("undo", event)[0] == 0
    assert "统计公报" not in on("query", "achieved", "--format", "csv")[1]


def test_another_spreadsheet_still_needs_a_map(on: Run, store: Store, tmp_path: Path) -> None:
    load_plans(store, tmp_path)
    file = tmp_path / "名单.csv"
    file.write_text("企业名称,产值\n甲公司,12\n", "utf-8")
    status, _, err = on("load", str(file))
    assert status == 2
    assert "liantu map" in err
