"""The chains as stacked bars, one beside its figures; each opens the chain's map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ui.components.chart_theme import ink_on
from ui.components.links import Links
from ui.components.table import html_table
from ui.presenters.figures import NO_FIGURE, percent_range
from ui.presenters.overview.chain_bars import ChainBar
from ui.text import Words

BAR_COLUMNS = ("chain", "segments", "known", "completeness", "gaps", "importance")
STATE_BAR = Markup(
    '<a class="state-bar" href="{url}" target="_self" aria-label="{spoken}" title="{spoken}">{parts}</a>'
)
STATE_PART = Markup('<i style="flex:{count};background:{fill};color:{ink}">{count}</i>')
THIN = Markup('<span class="thin">{}</span>')


def chain_bar_table(bars: Sequence[ChainBar], fills: Mapping[str, str], words: Words, links: Links) -> Markup:
    """Return the bars.

    Args:
        bars: the chains in the order in which they are shown.
        fills: the colour of each state, in the order of the states.
        words: the words of the user's language.
        links: links to pages.
    """
    headings = [words(f"overview.column.{name}") for name in BAR_COLUMNS]
    return html_table(headings, (_cells(bar, fills, words, links) for bar in bars), "chains bars")


def _cells(bar: ChainBar, fills: Mapping[str, str], words: Words, links: Links) -> list[str]:
    row = bar.row
    thin = "" if row.enough else THIN.format(words("overview.thin"))
    gaps = words("overview.gap_counts", gaps=bar.gaps, certain=bar.certain_gaps) if bar.certain_gaps else str(bar.gaps)
    return [
        links.anchor("chain", row.name, chain=row.id),
        _bar(bar, fills, words, links.url("chain", chain=row.id)),
        NO_FIGURE if row.known is None else Markup("{} {}").format(f"{row.known:.0%}", thin),
        NO_FIGURE if row.known_completeness is None else f"{row.known_completeness:.0%}",
        links.anchor("gaps", gaps, chain=row.id),
        f"{bar.importance:.1%}",
    ]


def _bar(bar: ChainBar, fills: Mapping[str, str], words: Words, url: str) -> Markup:
    counts = bar.row.counts
    parts = [
        STATE_PART.format(count=counts[state], fill=fill, ink=ink_on(fill))
        for state, fill in fills.items()
        if counts[state]
    ]
    spoken = " · ".join([bar.row.name, *(f"{words(f'state.{state}')} {counts[state]}" for state in fills)])
    interval = words("page.interval", span=percent_range(bar.row.completeness))
    return STATE_BAR.format(url=url, spoken=f"{spoken} · {interval}", parts=Markup("").join(parts))
