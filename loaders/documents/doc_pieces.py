"""The text of a DOC, which lies in pieces (PlcPcd) of the main stream."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from loaders.documents.limits import MAX_TEXT_CHARACTERS, enforce_limit

PROPERTIES_MARK, PIECES_MARK = 0x01, 0x02  # Prc, Pcdt
COMPRESSED_BIT = 0x40000000  # the piece has one byte a character
PIECE_BYTES = 8


class Piece(NamedTuple):
    """Characters from ``start`` up to ``end`` that lie at ``offset`` of the stream, each ``width`` bytes wide."""

    start: int
    end: int
    offset: int
    width: int


class DocPieces:
    """The characters of a DOC by their positions, and the places of their bytes."""

    def __init__(self, stream: bytes, clx: bytes) -> None:
        """Read the pieces. Raises ValueError or struct.error where they are damaged, SourceError beyond a limit."""
        self.pieces = list(_pieces(clx))
        self._starts = [piece.start for piece in self.pieces]
        length = max((piece.end for piece in self.pieces), default=0)
        enforce_limit("characters", length, MAX_TEXT_CHARACTERS)
        self.text = "".join(_decoded(stream, piece) for piece in self.pieces)

    def offset(self, position: int) -> int:
        """Return where in the stream the character at a position lies."""
        piece = self.pieces[max(bisect_right(self._starts, position) - 1, 0)]
        return piece.offset + (position - piece.start) * piece.width


def _pieces(clx: bytes) -> Iterator[Piece]:
    at = 0
    while clx[at] == PROPERTIES_MARK:
        (length,) = struct.unpack_from("<H", clx, at + 1)
        at += 3 + length
    if clx[at] != PIECES_MARK:
        raise ValueError("Clx")
    (length,) = struct.unpack_from("<I", clx, at + 1)
    table = clx[at + 5 : at + 5 + length]
    count = (len(table) - 4) // (4 + PIECE_BYTES)
    positions = struct.unpack_from(f"<{count + 1}I", table, 0)
    before = 0
    for number in range(count):
        start, end = positions[number], positions[number + 1]
        if start != before or end < start:
            raise ValueError("PlcPcd")
        (stated,) = struct.unpack_from("<I", table, 4 * (count + 1) + PIECE_BYTES * number + 2)
        offset = stated & ~COMPRESSED_BIT
        is_compressed = bool(stated & COMPRESSED_BIT)
        yield Piece(start, end, offset // 2 if is_compressed else offset, 1 if is_compressed else 2)
        before = end


def _decoded(stream: bytes, piece: Piece) -> str:
    """Return a piece's characters, one a position: halves of rare characters stay apart until all are joined."""
    length = piece.end - piece.start
    raw = stream[piece.offset : piece.offset + length * piece.width]
    if len(raw) < length * piece.width:
        raise ValueError("PlcPcd: a piece beyond the stream")
    if piece.width == 1:
        return raw.decode("cp1252", "replace")
    return "".join(map(chr, struct.unpack(f"<{length}H", raw)))
