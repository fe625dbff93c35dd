"""``liantu companies``: the guess of the columns, what it says, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import Run
from tests.support.stores import Server

CSV = """企业名称,统一社会信用代码,主营产品
常州星宇车灯股份有限公司,,汽车车灯
常州甲乙新材料有限公司,,光伏组件
常州市甲乙新材料有限责任公司,,光伏组件
某公司,,轴承
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "名录.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def test_companies_are_joined_and_placed(run: Run, embedded_server: Server, register: Path, tmp_path: Path) -> None:
    embedded_server.loaded()
    out = tmp_path / "企业"
    command = ("companies", str(register), "-o", str(out), "--store", embedded_server.url)
    status, _, err = run(*command)
    assert status == 0, err
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert (report["rows"], report["organisations"], report["refused"]) == (4, 2, {"name_bare": 1})
    assert report["sure"] >= 2
    assert "2 个主体" in err
    assert "1 行没有收" in err
    assert run(*command, "--engine", "duckdb")[0] == 0  # it is done already


@pytest.mark.parametrize(
    ("content", "fault"),
    [("列,乙\n1,2\n3,4\n", "名"), ("项目名称,承担单位\n光伏组件研发,常州甲乙有限公司\n", "主体"), ("", "一行也没有")],
)
def test_a_register_that_does_not_fit_is_refused(
    run: Run, embedded_server: Server, register: Path, tmp_path: Path, content: str, fault: str
) -> None:
    embedded_server.loaded()
    register.write_text(content, encoding="utf-8")
    status, _, err = run("companies", str(register), "-o", str(tmp_path / "out"), "--store", embedded_server.url)
    assert status != 0
    assert fault in err
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    status, _, err = run("companies", str(tmp_path / "没有.csv"), "-o", str(tmp_path / "out"))
    assert status != 0
    assert "没有.csv" in err
