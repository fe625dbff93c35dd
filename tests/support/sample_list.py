"""A bureau's list as an office keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import Run
from tests.support.workbooks import book

ROWS = [
    ["2018年常州市高新技术企业名单"],
    ["序号", "企业名称", "统一社会信用代码", "所属地区", "产业链环节"],
    ["1", "常州甲 光伏有限公司", "91350100M000100Y43", "武进区", "pv/cell"],
    ["2", "江苏恒立液压股份有限公司", None, "武进区", None],
    ["3", "常州乙科技有限公司", "91350100M000100Y44", "新北区", None],
    ["合计", None, None, None, None],
    ["注:排名不分先后"],
]


@pytest.fixture
def list_folder(tmp_path: Path) -> Path:
    (tmp_path / "2018高企.xlsx").write_bytes(book(ROWS))
    return tmp_path


def mapped(on: Run, folder: Path) -> tuple[str, ...]:
    file, kept = str(folder / "2018高企.xlsx"), str(folder / "高企.yaml")
    status, out, err = on("map", file, "--publisher", "常州市科学技术局", "-o", kept)
    assert (status, out) == (0, ""), err
    assert "统一社会信用代码 → 统一社会信用代码（按表头）" in err
    return "load", file, "--map", kept
