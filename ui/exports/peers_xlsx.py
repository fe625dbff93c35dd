"""The position of a region among others as a workbook: peers, segments near to what is here, strengths."""

from __future__ import annotations

from datetime import date

from queries.region_position import RegionPosition
from ui.exports.xlsx import Worksheet, workbook
from ui.presenters.region_position import (
    EXPANSION_COLUMNS,
    PEER_COLUMNS,
    STRENGTH_COLUMNS,
    expansion_lines,
    peer_lines,
    position_remarks,
    strength_lines,
)
from ui.text import Words

PEER_SHEET_WIDTHS = {
    "name": 24,
    "similarity": 26,
    "common": 16,
    "held": 16,
    "segment_name": 26,
    "chain_name": 22,
    "state": 10,
    "density": 26,
    "peers": 40,
    "regions": 14,
    "complexity": 26,
    "suppliers": 16,
    "advantage": 16,
}
"""Characters of each column, whichever sheet it is on."""


def peers_xlsx(position: RegionPosition, scope: str, day: date, words: Words) -> bytes:
    """Return the workbook.

    Args:
        position: the region among the others.
        scope: the sources that count, in words.
        day: the day of the file.
        words: the words of the user's language.
    """
    title = words("peers.title", region=position.region_names[position.region])
    notes = words("dossier.sentence_gap").join(position_remarks(position, words))
    heading = (title, words("beside.scope", scope=scope, date=day.isoformat()))
    tables = (
        ("peers", PEER_COLUMNS, peer_lines(position, words)),
        ("segments", EXPANSION_COLUMNS, expansion_lines(position, words)),
        ("strengths", STRENGTH_COLUMNS, strength_lines(position, words)),
    )
    sheets = [
        Worksheet(
            words(f"peers.sheet.{name}"),
            [(words(f"peers.column.{column}"), PEER_SHEET_WIDTHS[column]) for column in columns],
            [[getattr(line, column) for column in columns] for line in lines],
            notes,
            heading,
        )
        for name, columns, lines in tables
    ]
    return workbook(title, sheets, words)
