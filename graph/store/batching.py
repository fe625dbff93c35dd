"""Rows cut into pieces that one statement can carry: not too many, and not too large for the server's messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import msgspec

MAX_ROWS = 5_000
MAX_BYTES = 3_000_000  # the embedded engine drops a message over 16 MB, and the driver then waits for ever
ENCODER = msgspec.msgpack.Encoder()  # nearly what the driver sends
ParameterRow: TypeAlias = dict[str, Any] | list[Any]
WriteOp: TypeAlias = tuple[str, list[ParameterRow]]  # a statement that takes $rows, and the rows


def batches(
    rows: Iterable[ParameterRow], max_rows: int = MAX_ROWS, max_bytes: int = MAX_BYTES
) -> Iterator[list[ParameterRow]]:
    """The rows in order, in pieces of at most ``most_rows`` and about ``most_bytes``; a larger row goes alone."""
    part: list[ParameterRow] = []
    size = 0
    for row in rows:
        weight = len(ENCODER.encode(row))
        if part and (len(part) >= max_rows or size + weight > max_bytes):
            yield part
            part, size = [], 0
        part.append(row)
        size += weight
    if part:
        yield part
