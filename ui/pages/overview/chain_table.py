"""The chains as a table: each with its states as one stacked bar by importance, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ui.components.chart_theme import STATE_FILLS
from ui.components.legend import state_chip
from ui.components.links import Links
from ui.components.table import column_headings, html_table
from ui.exports.state_style import STATE_STYLES
from ui.presenters.figures import NO_FIGURE, percent_range
from ui.presenters.gaps import ChainRow
from ui.text import Words

CHAIN_COLUMNS = ("chain", "by_importance", "known", "known_completeness", "segments")
STACKED_BAR = Markup('<span class="stack" role="img" aria-label="{spoken}" title="{spoken}">{parts}</span>')
BAR_PART = Markup('<i style="width:{width:.2%};background:{colour}"></i>')
THIN = Markup('<span class="thin">{}</span>')
NO_SEGMENTS = Markup('<span class="none">0</span>')


def chain_table(rows: Sequence[ChainRow], words: Words, links: Links) -> Markup:
    """Return the table; a chain links to its map."""
    headings = column_headings(words, CHAIN_COLUMNS) + [words(f"state.{state}") for state in STATE_STYLES]
    return html_table(headings, (_cells(row, words, links) for row in rows), "chains")


def _cells(row: ChainRow, words: Words, links: Links) -> list[str]:
    known = Markup("{} {}").format(f"{row.known or 0:.0%}", "" if row.enough else THIN.format(words("insufficient")))
    return [
        links.anchor("chain", row.name, chain=row.id),
        _bar(row, words),
        NO_FIGURE if row.known is None else known,
        words("page.no_data") if row.known_completeness is None else f"{row.known_completeness:.0%}",
        str(row.segments),
        *(state_chip(s, str(row.counts[s])) if row.counts[s] else NO_SEGMENTS for s in STATE_STYLES),
    ]


def _bar(row: ChainRow, words: Words) -> Markup:
    """Return the states as one bar, each as wide as its share of the chain's importance."""
    parts = (BAR_PART.format(width=row.shares[state], colour=STATE_FILLS[state]) for state in STATE_STYLES)
    spoken = " · ".join(f"{words(f'state.{state}')} {row.shares[state]:.0%}" for state in STATE_STYLES)
    interval = words("page.interval", span=percent_range(row.completeness))
    return STACKED_BAR.format(spoken=f"{spoken}\n{interval}", parts=Markup("").join(parts))
