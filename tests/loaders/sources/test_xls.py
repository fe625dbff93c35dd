"""What the records of an old workbook say beside the values."""

from __future__ import annotations

import struct

from loaders.sources.xls import check_records


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def test_hidden_rows_and_errors_belong_to_their_sheet() -> None:
    name = "名单".encode("utf-16-le")
    globals_ = record(0x809, b"\0" * 16)
    bound = record(0x85, struct.pack("<IBBBB", len(globals_) + 4 + 8 + len(name), 0, 0, 2, 1) + name)
    sheet = record(0x809, b"\0" * 16)
    rows = record(0x208, struct.pack("<HHHHHHHH", 3, 0, 1, 0, 0, 0, 0x20, 0))
    rows += record(0x208, struct.pack("<HHHHHHHH", 4, 0, 1, 0, 0, 0, 0, 0))
    error = record(0x205, struct.pack("<HHHBB", 2, 1, 0, 0x2A, 1))
    truth = record(0x205, struct.pack("<HHHBB", 2, 2, 0, 1, 0))
    formula = record(0x06, struct.pack("<HHHBBBBBBHHI", 5, 0, 0, 2, 0, 0x17, 0, 0, 0, 0xFFFF, 0, 0))
    found = check_records(globals_ + bound + sheet + rows + error + truth + formula)
    assert list(found) == ["名单"]
    assert found["名单"].hidden_rows == {3}
    assert found["名单"].faults == {(2, 1): "#N/A", (5, 0): "#REF!"}
