"""Cards of the things with most statements, a card for each type: what a page offers before anything is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from queries.rows.explore import ListingRow
from ui.components.page_context import PageContext

HUB_CARDS = Markup('<div class="hub-cards">{}</div>')
HUB_CARD = Markup('<section class="hub-card"><h2>{title}</h2><ol>{lines}</ol></section>')
HUB_LINE = Markup("<li>{link} <small>{count}</small></li>")


def hub_cards(
    context: PageContext, labels: Sequence[str], limit: int, page: str, param: str, **state: str
) -> Iterator[Markup]:
    """Yield the cards; a type of which nothing is known has none.

    Args:
        context: the page's context.
        labels: the types.
        limit: how many things a card lists.
        page: the page that a thing leads to.
        param: the parameter of its address that takes the thing's id.
        state: further parameters of the address.
    """
    for label in labels:
        rows = context.fetch(ListingRow, label=label, grain="named", limit=str(limit))
        lines = [
            HUB_LINE.format(
                link=context.links.anchor(page, row.name or row.id, **{**state, param: row.id}),
                count=context.words("entity.ties", count=row.statements),
            )
            for row in rows
        ]
        if lines:
            yield HUB_CARD.format(title=context.words.label(label), lines=Markup("").join(lines))
