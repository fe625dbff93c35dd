"""Rows cut into pieces that one statement can carry: not too many, and not too large for the server's messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import msgspec

MOST_ROWS = 5_000
MOST_BYTES = 3_000_000  # the embedded engine drops a message over 16 MB, and the driver then waits for ever
PACKED = msgspec.msgpack.Encoder()  # nearly what the driver sends
GivenRow: TypeAlias = dict[str, Any] | list[Any]


def batches(
    rows: Iterable[GivenRow], most_rows: int = MOST_ROWS, most_bytes: int = MOST_BYTES
) -> Iterator[list[GivenRow]]:
    """The rows in order, in pieces of at most ``most_rows`` and about ``most_bytes``; a larger row goes alone."""
    part: list[GivenRow] = []
    size = 0
    for row in rows:
        weight = len(PACKED.encode(row))
        if part and (len(part) >= most_rows or size + weight > most_bytes):
            yield part
            part, size = [], 0
        part.append(row)
        size += weight
    if part:
        yield part
