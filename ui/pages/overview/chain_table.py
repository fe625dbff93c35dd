"""The chains as a table: each with its completeness as a bar from low to high, and its states."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ui.components.legend import state_chip
from ui.components.links import Links
from ui.components.table import column_headings, html_table
from ui.exports.chain_svg import STATE_STYLES
from ui.presenters.figures import NO_FIGURE, percent_range
from ui.presenters.gaps import ChainRow
from ui.text import Words

CHAIN_COLUMNS = ("chain", "sufficiency", "completeness", "known", "segments")
COMPLETENESS_BAR = Markup(
    '<span class="bar" style="background:linear-gradient(to right,'
    '#1f5fa8 {low},#bcd3ee {low} {high},#eef1f5 {high})"></span>{text}'
)
NO_SEGMENTS = Markup('<span class="none">0</span>')


def chain_table(rows: Sequence[ChainRow], words: Words, links: Links) -> Markup:
    """Return the table; a chain links to its map."""
    headings = column_headings(words, CHAIN_COLUMNS) + [words(f"state.{state}") for state in STATE_STYLES]
    return html_table(headings, (_cells(row, words, links) for row in rows), "chains")


def _cells(row: ChainRow, words: Words, links: Links) -> list[str]:
    insufficient = Markup('<span class="thin">{}</span>').format(words("insufficient"))
    return [
        links.anchor("chain", row.name, chain=row.id),
        words("column.enough") if row.enough else insufficient,
        NO_FIGURE if row.completeness is None else _bar(row.completeness),
        NO_FIGURE if row.known is None else f"{row.known:.0%}",
        str(row.segments),
        *(state_chip(s, str(row.counts[s])) if row.counts[s] else NO_SEGMENTS for s in STATE_STYLES),
    ]


def _bar(completeness: tuple[float, float]) -> Markup:
    low, high = completeness
    return COMPLETENESS_BAR.format(low=f"{low:.1%}", high=f"{high:.1%}", text=percent_range(completeness))
