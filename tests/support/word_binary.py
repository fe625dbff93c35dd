"""DOC files made by hand: an OLE file with the streams of Word 97 and what of its structures a reader of text needs."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

SECTOR = 512
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT_AT = 2048  # of the stream: behind the head
FIB_BYTES = 1472


class DocRun(NamedTuple):
    """Characters of a paragraph with changes (sprm) of their own, as bytes."""

    text: str
    changes: bytes = b""


class DocParagraph(NamedTuple):
    """A paragraph with its end mark, the number of its style, and changes (sprm), as bytes."""

    runs: Sequence[DocRun]
    end: str = "\r"
    style: int = 0
    changes: bytes = b""
    end_changes: bytes = b""  # of the end mark itself


IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)
DELETED = struct.pack("<HB", 0x0800, 1)
SYMBOL = struct.pack("<HI", 0x6A09, 0xF04A0003)
HIDDEN = struct.pack("<HB", 0x083C, 1)


def doc_paragraph(text: str, end: str = "\r", style: int = 0, changes: bytes = b"") -> DocParagraph:
    """Return a paragraph of one run."""
    return DocParagraph([DocRun(text)], end, style, changes)


def doc_of(paragraphs: Sequence[DocParagraph], *, nfib: int = 0xC1, flags: int = 0x0200, compressed: str = "") -> bytes:
    """Return a DOC.

    Args:
        paragraphs: its text.
        nfib: the version that its head states.
        flags: of the head; 0x0100 says that it is encrypted.
        compressed: a last paragraph whose characters have one byte each.
    """
    characters: list[tuple[str, bytes]] = []
    ends: list[tuple[int, DocParagraph]] = []
    for paragraph in paragraphs:
        for run in paragraph.runs:
            characters += [(unit, run.changes) for unit in _units(run.text)]
        characters += [(unit, paragraph.end_changes) for unit in _units(paragraph.end)]
        ends.append((len(characters), paragraph))
    text = b"".join(unit.encode("utf-16-le", "surrogatepass") for unit, _ in characters)
    narrow = compressed.encode("cp1252") + (b"\r" if compressed else b"")
    stream = bytearray(TEXT_AT) + text + narrow
    stream += bytes(-len(stream) % SECTOR)
    paragraph_page, character_page = len(stream) // SECTOR, len(stream) // SECTOR + 1
    stream += _paragraph_page(ends) + _character_page(characters)
    pages = [struct.pack("<III", TEXT_AT, TEXT_AT + len(text), page) for page in (paragraph_page, character_page)]
    pieces = [(len(characters), TEXT_AT)] + ([(len(narrow), (TEXT_AT + len(text)) * 2 | 0x40000000)] if narrow else [])
    clx = _clx(pieces)
    table = pages[0] + pages[1] + clx
    struct.pack_into("<HH", stream, 0, 0xA5EC, nfib)
    struct.pack_into("<H", stream, 0x0A, flags)
    struct.pack_into("<I", stream, 0x4C, len(characters) + len(narrow))
    struct.pack_into("<II", stream, 0x102, 0, 12)
    struct.pack_into("<II", stream, 0xFA, 12, 12)
    struct.pack_into("<II", stream, 0x1A2, 24, len(clx))
    return ole_of({"WordDocument": bytes(stream), "1Table": table})


def _units(text: str) -> list[str]:
    raw = text.encode("utf-16-le")
    return [chr(unit) for (unit,) in struct.iter_unpack("<H", raw)]


def _clx(pieces: Sequence[tuple[int, int]]) -> bytes:
    positions, at = [0], 0
    for length, _ in pieces:
        at += length
        positions.append(at)
    table = b"".join(struct.pack("<I", position) for position in positions)
    table += b"".join(struct.pack("<HIH", 0, offset, 0) for _, offset in pieces)
    return b"\x01" + struct.pack("<H", 3) + b"abc" + b"\x02" + struct.pack("<I", len(table)) + table


def _paragraph_page(ends: Sequence[tuple[int, DocParagraph]]) -> bytes:
    page, places, entries, free = bytearray(SECTOR), [TEXT_AT], b"", SECTOR - 1
    for end, paragraph in ends:
        places.append(TEXT_AT + 2 * end)
        properties = struct.pack("<H", paragraph.style) + paragraph.changes
        properties += bytes((len(properties) + 1) % 2)
        entry = bytes([(len(properties) + 1) // 2]) + properties
        free -= len(entry) + (free - len(entry)) % 2
        page[free : free + len(entry)] = entry
        entries += bytes([free // 2]) + bytes(12)
    return _page(page, places, entries, len(ends))


def _character_page(characters: Sequence[tuple[str, bytes]]) -> bytes:
    page, places, entries, free, runs = bytearray(SECTOR), [TEXT_AT], b"", SECTOR - 1, 0
    for at, (_, changes) in enumerate(characters):
        if at + 1 < len(characters) and characters[at + 1][1] == changes:
            continue
        places.append(TEXT_AT + 2 * (at + 1))
        runs += 1
        if not changes:
            entries += b"\0"
            continue
        entry = bytes([len(changes)]) + changes
        free -= len(entry) + (free - len(entry)) % 2
        page[free : free + len(entry)] = entry
        entries += bytes([free // 2])
    return _page(page, places, entries, runs)


def _page(page: bytearray, places: Sequence[int], entries: bytes, runs: int) -> bytes:
    head = b"".join(struct.pack("<I", place) for place in places) + entries
    page[: len(head)] = head
    page[-1] = runs
    return bytes(page)


def ole_of(streams: Mapping[str, bytes]) -> bytes:
    """Return an OLE file with some streams, each made at least as long as those of the ordinary table of sectors."""
    sectors, fat, starts = b"", list[int](), {}
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    for name, content in padded.items():
        starts[name] = len(fat)
        count = -(-len(content) // SECTOR)
        sectors += content.ljust(count * SECTOR, b"\0")
        fat += [*range(len(fat) + 1, len(fat) + count), END]
    directory_at = len(fat)
    directory = _entry("Root Entry", 5, child=1) + b"".join(
        _entry(name, 2, start=starts[name], size=len(content), right=number + 2 if number + 1 < len(padded) else FREE)
        for number, (name, content) in enumerate(padded.items())
    )
    count = -(-len(directory) // SECTOR)
    sectors += directory.ljust(count * SECTOR, b"\0")
    fat += [*range(len(fat) + 1, len(fat) + count), END]
    fat_at = len(fat)
    fat_count = -(-(len(fat) + 1) // (SECTOR // 4))
    fat += [FAT_SECTOR] * fat_count
    sectors += struct.pack(f"<{len(fat)}I", *fat).ljust(fat_count * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, fat_count, directory_at, 0, 4096, END, 0, END, 0)
    places = [fat_at + n for n in range(fat_count)]
    return head + struct.pack("<109I", *places, *[FREE] * (109 - fat_count)) + sectors


def _entry(name: str, kind: int, *, start: int = END, size: int = 0, right: int = FREE, child: int = FREE) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
