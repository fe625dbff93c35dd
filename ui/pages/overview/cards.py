"""The key figures as cards; each is a link to what it counts."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from ui.components.links import Links
from ui.presenters.overview.key_figures import FigureCard

FIGURE_CARD = Markup(
    '<a class="figure-card" href="{url}" target="_self"><span>{name}</span><b>{value}</b><small>{note}</small></a>'
)


def figure_cards(figures: Iterable[FigureCard], links: Links) -> Markup:
    """Return the cards in one row."""
    cards = (
        FIGURE_CARD.format(
            url=links.url(figure.page, **figure.state), name=figure.name, value=figure.value, note=figure.note
        )
        for figure in figures
    )
    return Markup('<div class="figure-cards">{}</div>').format(Markup("").join(cards))
