"""The position of a region among others as a workbook: peers, segments near to what is here, strengths."""

from __future__ import annotations

from datetime import date

from queries.region_position import RegionPosition
from ui.exports.xlsx import Worksheet, workbook
from ui.presenters.region_position import expansion_lines, peer_lines, position_remarks, strength_lines
from ui.text import Words

PEER_WIDTHS = {"name": 24, "similarity": 26, "common": 16, "held": 16}
EXPANSION_WIDTHS = {
    "segment_name": 26,
    "chain_name": 22,
    "state": 10,
    "density": 26,
    "peers": 40,
    "regions": 14,
    "complexity": 26,
}
STRENGTH_WIDTHS = {"segment_name": 26, "chain_name": 22, "suppliers": 16, "advantage": 16}


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
        ("peers", PEER_WIDTHS, peer_lines(position, words)),
        ("segments", EXPANSION_WIDTHS, expansion_lines(position, words)),
        ("strengths", STRENGTH_WIDTHS, strength_lines(position, words)),
    )
    sheets = [
        Worksheet(
            words(f"peers.sheet.{name}"),
            [(words(f"peers.column.{column}"), width) for column, width in widths.items()],
            [[getattr(line, column) for column in widths] for line in lines],
            notes,
            heading,
        )
        for name, widths, lines in tables
    ]
    return workbook(title, sheets, words)
