"""``liantu district``."""

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


def test_the_matrix_and_one_district_agree(run: Run, store: str) -> None:
    status, out, err = run("district", "--format", "json", "--store", store)
    assert status == 0
    assert "没有注明区县" in err
    total = next(row for row in json.loads(out) if row["区县"] == "武进区")["全部链"]
    _, out, _ = run("district", "武进", "--format", "json", "--store", store)
    assert len({row["organisation_id"] for row in json.loads(out)}) == total


@pytest.mark.parametrize(("suffix", "start"), [("xlsx", b"PK"), ("svg", b"<svg"), ("png", b"\x89PNG")])
def test_files_are_written(run: Run, store: str, tmp_path: Path, suffix: str, start: bytes) -> None:
    file = tmp_path / f"x.{suffix}"
    assert run("district", "--format", suffix, "-o", str(file), "--store", store)[0] == 0
    assert file.read_bytes().startswith(start)


def test_an_unknown_district_is_told(run: Run, store: str) -> None:
    status, _, err = run("district", "海淀区", "--store", store)
    assert status != 0
    assert "海淀区" in err and "武进区" in err
