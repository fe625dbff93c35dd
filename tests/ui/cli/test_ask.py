"""``liantu ask``: an answer as a table and as JSON, a count, a question that is declined."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from graph.store.store import Store
from tests.support.command_line import Run


@pytest.fixture
def answer(on: Run, bundled: Store):  # type: ignore[no-untyped-def]
    """Ask and return the parsed JSON."""

    def ask(question: str) -> dict[str, Any]:
        code, out, _ = on("ask", question, "--format", "json")
        assert code == 0
        found: dict[str, Any] = json.loads(out)
        return found

    return ask


def test_rows_have_names_and_statements(answer) -> None:  # type: ignore[no-untyped-def]
    found = answer("谁支持江南石墨烯研究院")
    assert found["query"] == "supporters"
    assert found["reading"]["parameters"]["entity"] == "inst-jngri"
    assert {row["name"] for row in found["rows"]} == {"常州市", "武进区", "常州市科学技术局", "高校院所"}
    assert all(row["statements"] for row in found["rows"])


def test_a_count_is_a_value(answer) -> None:  # type: ignore[no-untyped-def]
    found = answer("武进区有几家孵化器")
    assert found["value"] == 3
    assert found["rows"] == [{"value": 3}]
    assert len(found["counted"]) == 3


def test_a_declined_question_says_what_is_near(answer) -> None:  # type: ignore[no-untyped-def]
    found = answer("天合光能有多少专利")
    assert found["declined"] is True
    assert len(found["nearest"]) == 3


def test_a_table_is_preceded_by_the_reading(on: Run, bundled: Store) -> None:
    code, out, err = on("ask", "轨道交通链缺什么")
    assert code == 0
    assert "轴承" in out
    assert "读作" in err


def test_csv_says_the_year_that_the_question_names(on: Run, bundled: Store, tmp_path: Path) -> None:
    file = tmp_path / "答案.csv"
    assert on("ask", "截至2015年轨道交通链缺什么", "--as-of", "2018", "--format", "csv", "-o", str(file))[0] == 0
    header, *rows = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert header[-1] == "counted_sources"
    assert {row[-1] for row in rows} == {"截至2015年"}
