"""``liantu beside``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import Run
from tests.support.stores import Server


@pytest.fixture
def store(embedded_server: Server) -> str:
    embedded_server.loaded()
    return embedded_server.url


@pytest.mark.parametrize(
    ("left", "right", "label"),
    [("rail", "智能电网", "环节"), ("武进区", "未注明区县", "企业"), ("2016", "2024", "产业链")],
)
def test_two_of_a_kind(run: Run, store: str, left: str, right: str, label: str) -> None:
    status, out, err = run("beside", left, right, "--format", "json", "--store", store)
    assert status == 0
    assert label in [row["figure"] for row in json.loads(out)]
    assert "两边都有" in err


def test_two_of_different_kinds_are_told(run: Run, store: str) -> None:
    status, _, err = run("beside", "rail", "武进区", "--store", store)
    assert status != 0
    assert "轨道交通" in err


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_files_are_written(run: Run, store: str, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"x.{suffix}"
    assert run("beside", "pv", "rail", "--format", suffix, "-o", str(file), "--store", store)[0] == 0
    assert file.read_bytes().startswith(b"PK")
