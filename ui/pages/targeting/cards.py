"""The chosen institutes as cards: what each could close, the best source, who here could host it, how firm it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ui.components.follow_badge import FollowUps, follow_badge, follow_link
from ui.components.links import Links
from ui.components.table import text_html
from ui.exports.court_card import ClosableLink, CourtCard
from ui.text import Words

CARDS = Markup('<div class="court">{}</div>')
COURT_CARD = Markup(
    '<article class="court-card"><h3><span>{place}.</span> {name} <small>{city}</small>{badge} {follow}</h3>'
    "<dl>{lines}</dl><details><summary>{more}</summary><ul>{reasons}</ul></details></article>"
)
COURT_LINE = Markup("<dt>{}</dt><dd>{}</dd>")
REASON = Markup("<li>{}</li>")
CHAIN_LINKS, SMALL = Markup("<b>{}</b> {}"), Markup(" <small>{}</small>")


def selection_cards(cards: Sequence[CourtCard], follow_ups: FollowUps, words: Words, links: Links) -> Markup:
    """Return a card for each chosen institute, in the order of choosing."""
    return CARDS.format(Markup("").join(_card(card, follow_ups, words, links) for card in cards))


def _card(card: CourtCard, follow_ups: FollowUps, words: Words, links: Links) -> Markup:
    lines = {
        "closes": _links(card, words, links),
        "basis": text_html(card.basis),
        "hosts": text_html(words.join(list(card.hosts)) or words("targets.no_hosts")),
        "grip": text_html(card.grip),
    }
    return COURT_CARD.format(
        place=card.place,
        name=links.anchor("entity", card.name, id=card.id),
        city=text_html(card.city),
        badge=follow_badge(follow_ups, words, about=card.id),
        follow=follow_link(links, words, about=card.id),
        lines=Markup("").join(COURT_LINE.format(words(f"targets.field.{name}"), line) for name, line in lines.items()),
        more=words("targets.reasons", count=len(card.reasons)),
        reasons=_items(card.reasons),
    )


def _links(card: CourtCard, words: Words, links: Links) -> Markup:
    """Return the links below the name of their chain, each leading to the chain's map."""
    lines = Markup("<br>").join(
        CHAIN_LINKS.format(text_html(chain), Markup(" · ").join(_link(link, links) for link in chain_links))
        for chain, chain_links in card.links_by_chain.items()
    )
    count = len(card.links) + card.more_links
    return lines + (SMALL.format(words("targets.more_links", count=count)) if card.more_links else "")


def _link(link: ClosableLink, links: Links) -> Markup:
    return links.anchor("chain", link.segment_name, chain=link.chain, segment=link.segment)


def _items(texts: Iterable[str]) -> Markup:
    return Markup("").join(REASON.format(text_html(text)) for text in texts)
