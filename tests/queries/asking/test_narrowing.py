"""Rows kept by what a question says beyond its query's parameters."""

from __future__ import annotations

import pytest

from queries.asking.narrowing import narrowed
from queries.run import Answer

ROWS = (
    {"name": "碳材料产业(技术)创新中心", "status": "aspired", "dataset": "town-2018"},
    {"name": "测试中心", "status": "existing", "dataset": "town-2020"},
)


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({}, ["碳材料产业(技术)创新中心", "测试中心"]),
        ({"status": "existing"}, ["测试中心"]),
        ({"status": "planned"}, []),
        ({"status": "planned|aspired"}, ["碳材料产业(技术)创新中心"]),
        ({"status": "all"}, ["碳材料产业(技术)创新中心", "测试中心"]),
        ({"kinds": "产业技术创新中心"}, ["碳材料产业(技术)创新中心"]),
        ({"kinds": "中心", "dataset": "2020"}, ["测试中心"]),
    ],
)
def test_rows_have_all_that_is_wanted(wanted: dict[str, str], kept: list[str]) -> None:
    answer = Answer(("name", "status", "dataset"), ROWS)
    assert [row["name"] for row in narrowed(answer, wanted, "name").rows] == kept
