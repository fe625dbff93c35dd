"""Reading in a child: the same sheets, the same errors; what is over the limits ends the child alone."""

from __future__ import annotations

import signal
import sys

import pytest

from loaders.errors import LoadError
from loaders.sources import child_reader
from loaders.sources.child_reader import parse_sheets_apart
from loaders.sources.workbook import parse_sheets
from tests.support.workbooks import book

FILE = "名单 1.xlsx"
ROWS = [["企业名称", "主要产品"], ["常州甲光有限公司", "组件"], ["常州乙有限公司", ""]]


def test_it_reads_what_the_reader_reads() -> None:
    raw = book(ROWS)
    assert parse_sheets_apart(raw, FILE) == parse_sheets(raw, FILE)


def test_its_errors_are_the_reader_s() -> None:
    for raw in (b"%PDF-1.7", b"PK\x03\x04broken"):
        errors = []
        for read in (parse_sheets, parse_sheets_apart):
            with pytest.raises(LoadError) as caught:
                read(raw, FILE)
            errors.append((caught.value.code, {name: str(value) for name, value in caught.value.fields.items()}))
        assert errors[0] == errors[1]


def test_a_file_that_never_ends_is_told() -> None:
    with pytest.raises(LoadError, match="sheet_slow"):
        parse_sheets_apart(book(ROWS), FILE, seconds=0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit there")
def test_a_file_that_takes_all_memory_is_told() -> None:
    raw = book([[f"常州{n}号机械有限公司", "轴承" * 20] for n in range(30_000)])
    with pytest.raises(LoadError):
        parse_sheets_apart(raw, FILE, memory_bytes=20 << 20)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_file_that_ends_its_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_reader, "CHILD", f"import os; os.kill(os.getpid(), {int(signal.SIGABRT)})")
    with pytest.raises(LoadError, match="sheet_reader_ended"):
        parse_sheets_apart(book(ROWS), FILE)
