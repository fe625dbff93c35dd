from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import LoadError
from loaders.sources.csv_table import read_table
from loaders.sources.text_file import read_text

COLUMNS = frozenset({"id", "name", "note"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, ends: str) -> None:
    (tmp_path / "t.csv").write_bytes(f"id,name{ends}1,常州{ends}{ends}2,武进{ends}".encode(encoding))
    rows = list(read_table(tmp_path / "t.csv", COLUMNS))
    assert [(row["name"], row.line) for row in rows] == [("常州", 2), ("武进", 4)]


def test_a_line_break_in_a_cell_keeps_the_line_numbers(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,name\n1,"甲\n乙"\n2,丙\n', "utf-8")
    assert [(row["name"], row.line) for row in read_table(tmp_path / "t.csv", COLUMNS)] == [("甲\n乙", 2), ("丙", 4)]


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_only_line_ends_end_a_line(tmp_path: Path, mark: str) -> None:
    (tmp_path / "t.csv").write_text(f"id,name,note\n1,甲{mark}乙,丙\n2,丁,\n", "utf-8")
    rows = [(row.line, row["name"], row["note"]) for row in read_table(tmp_path / "t.csv", COLUMNS)]
    assert rows == [(2, f"甲{mark}乙", "丙"), (3, "丁", "")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"id,colour\n1,red\n", "unknown_column"),
        (b"id,id\n1,2\n", "column_twice"),
        (b"id,name\n1,2,3\n", "row_too_long"),
        (b'id,name\n1,"open\n', "file_not_csv"),
        (b"\xff\xfe\x00id", "file_encoding"),
        ("id,name\n1,常州高新區\n".encode("big5"), "file_big5"),
        ("id,name\n1,常州市新材料产业园区\n2,".encode() + b"\xe5\xb8\n", "file_damaged"),
    ],
)
def test_a_broken_file_stops_with_its_name(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(LoadError) as caught:
        list(read_table(tmp_path / "t.csv", COLUMNS))
    assert caught.value.code == code
    assert "t.csv" in str(caught.value.fields["file"])


def test_empty_cells_at_the_end_are_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,name,,\n1,甲,,,,\n,,,,\n2,乙\n", "utf-8")
    assert [(row["id"], row["name"], row.line) for row in read_table(tmp_path / "t.csv", COLUMNS)] == [
        ("1", "甲", 2),
        ("2", "乙", 4),
    ]


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="file_unreadable"):
        read_text(tmp_path / "none.csv")


@given(st.lists(st.lists(st.text(alphabet='甲,"\n ab', max_size=6), min_size=2, max_size=2), max_size=6))
def test_what_csv_writes_is_read_back(rows: list[list[str]]) -> None:
    import csv
    import io
    import tempfile

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["id", "name"], *rows])
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "t.csv").write_text(out.getvalue(), "utf-8")
        found = [[row["id"], row["name"]] for row in read_table(Path(home) / "t.csv", COLUMNS)]
    assert found == [[one, two if two.strip() else ""] for one, two in rows if one.strip() or two.strip()]
