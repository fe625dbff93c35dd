"""``liantu peers``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.support.command_line import Run
from tests.support.many_regions import EARLY, LATE, load_many_regions
from tests.support.stores import Server


@pytest.fixture
def address(embedded_server: Server, tmp_path: Path) -> str:
    load_many_regions(tmp_path, embedded_server.empty())
    return embedded_server.url


def test_the_tables_of_a_region(run: Run, address: str) -> None:
    status, out, err = run("peers", "--region", "reg-00", "--format", "csv", "--store", address)
    assert status == 0 and out.splitlines()[1].startswith("1市,")
    assert "ECI" in err
    out = run("peers", "--region", "0市", "--show", "segments", "--format", "csv", "--store", address)[1]
    last = next(line for line in out.splitlines() if "第11环" in line)
    assert "缺" in last and "未知" not in last  # a source says so
    assert "未知" in next(line for line in out.splitlines() if "第7环" in line)
    assert "2市、3市、4市" in next(line for line in out.splitlines() if "第7环" in line)
    out = run("peers", "--region", "reg-00", "--show", "strengths", "--store", address)[1]
    assert "第0环" in out


def test_json_has_figures_with_their_ends(run: Run, address: str) -> None:
    position = json.loads(run("peers", "--region", "reg-00", "--format", "json", "--store", address)[1])
    assert (position["regions"], position["is_too_thin"], position["peers"][0]["region"]) == (12, False, "reg-01")
    for row in position["segments"]:
        assert row["density_ends"][0] <= row["density"] <= row["density_ends"][1]
        assert row["rca_ends"][0] == 0.0  # it is not found here


def test_a_workbook_has_all_three(run: Run, address: str, tmp_path: Path) -> None:
    file = tmp_path / "peers.xlsx"
    assert run("peers", "--region", "reg-00", "--format", "xlsx", "-o", str(file), "--store", address)[0] == 0
    assert CalamineWorkbook.from_path(file).sheet_names[:3] == ["相近的区域", "别处有这里没见到", "特色环节"]


def test_a_back_test_is_a_sentence(run: Run, address: str) -> None:
    assert "12 个区域" in run("peers", "--back-test", str(EARLY), str(LATE), "--store", address)[2]
    assert run("peers", "--back-test", str(LATE), str(EARLY), "--store", address)[0] == 2


def test_one_region_alone_says_so(run: Run, embedded_server: Server) -> None:
    embedded_server.loaded()
    status, _, err = run("peers", "--store", embedded_server.url)
    assert status == 0 and "只装载了一个区域" in err
    assert "资料太薄" in run("peers", "--back-test", "2018", "2024", "--store", embedded_server.url)[2]
