"""A CSV file says by which sources it is, where not all count."""

from __future__ import annotations

import csv
import io

from ui.exports.csv import scoped_csv_bytes

HEADER, ROWS = ("环节", "类别"), [("轴承", "补链"), ("车轮", "强链")]


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_each_row_carries_the_year_that_is_set() -> None:
    found = lines(scoped_csv_bytes(HEADER, ROWS, "截至2018年", "计入的来源"))
    assert found[0] == ["环节", "类别", "计入的来源"]
    assert [row[-1] for row in found[1:]] == ["截至2018年", "截至2018年"]


def test_by_all_sources_there_is_no_such_column() -> None:
    assert lines(scoped_csv_bytes(HEADER, ROWS, "", "计入的来源")) == [list(HEADER), *map(list, ROWS)]
