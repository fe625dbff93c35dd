"""Gaps as a table: kind, certainty, segment, how much it matters, reason."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ui.components.glossary import note_of, with_terms
from ui.components.links import Links
from ui.components.table import table
from ui.presenters.gaps import GapRow
from ui.text import Words

KIND_COLOURS = {"建链": "build", "补链": "bad", "强链": "warn", "扩链": "link"}  # of theme.css
LEVEL_MARK = Markup('<span class="level {level}" title="{note}">{text}</span>')
GAP_COLUMNS = ("kind", "certain", "chain", "segment", "weight", "reason")


def gap_list(rows: Sequence[GapRow], words: Words, links: Links) -> Markup:
    """Return the table; a segment links to its chain's map."""
    return table(GAP_COLUMNS, (_cells(row, words, links) for row in rows), words, "gaps")


def kind_chip(kind: str, words: Words) -> Markup:
    """Return the kind of a gap in its colour."""
    return Markup('<span class="chip" title="{}" style="color:var(--{})">{}</span>').format(
        note_of(kind, words), KIND_COLOURS[kind], words(f"kind.{kind}")
    )


def level_mark(level: str, words: Words) -> Markup:
    """Return how much a gap matters, with what the word means on hover."""
    return LEVEL_MARK.format(level=level, note=words("gap_level.note"), text=words(f"gap_level.{level}"))


def _cells(row: GapRow, words: Words, links: Links) -> list[str]:
    css_class, certainty = ("certain", "sure.yes") if row.certain else ("unsure", "sure.no")
    return [
        kind_chip(row.kind, words),
        Markup('<span class="{}">{}</span>').format(css_class, words(certainty)),
        row.chain_name,
        links.anchor("chain", row.segment_name or words("gaps.whole"), chain=row.chain, segment=row.segment),
        level_mark(row.level, words),
        with_terms(row.reason, words, focusable=False),
    ]
