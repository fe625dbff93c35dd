"""The chosen institutes as lines that open into their reasons."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from queries.targeting import Selection, TargetingInputs, TargetingPlan
from ui.components.links import Links
from ui.components.table import text_html
from ui.exports.target_table import host_text, match_text, robustness_text
from ui.text import Words

MAX_CARD_MATCHES = 10  # a screen; the files have them all
MAX_NAMED_SEGMENTS = 3  # in the line itself
TARGET_CARD = Markup(
    '<details class="gap pick"><summary><b>{place}. {name}</b><span class="score">+{adds}</span>'
    '<span class="why">{city} · {robustness} · {segments}</span></summary>'
    '<div class="inside"><ul>{matches}</ul>{hosts}<p>{link}</p></div></details>'
)
CARDS, PARAGRAPH, LIST_ITEM = Markup('<div class="cards">{}</div>'), Markup("<p>{}</p>"), Markup("<li>{}</li>")
HOSTS = Markup("<p>{title}</p><ul>{items}</ul>")


def selection_cards(inputs: TargetingInputs, plan: TargetingPlan, words: Words, links: Links) -> Markup:
    """Return a card for each chosen institute, in the order of choosing."""
    if not plan.selections:
        return PARAGRAPH.format(words("targets.nobody"))
    numbered = enumerate(plan.selections, 1)
    return CARDS.format(Markup("").join(_card(place, selection, inputs, words, links) for place, selection in numbered))


def _card(place: int, selection: Selection, inputs: TargetingInputs, words: Words, links: Links) -> Markup:
    candidate = selection.candidate
    names = [inputs.analysis.segment_name(match.segment) for match in selection.matches[:MAX_NAMED_SEGMENTS]]
    return TARGET_CARD.format(
        place=place,
        name=text_html(candidate.name),
        adds=f"{selection.adds:.3f}",
        city=text_html(candidate.city),
        robustness=words("targets.kept", share=robustness_text(selection, words)),
        segments=text_html(words.join(names)),
        matches=_items(match_text(match, inputs, words) for match in selection.matches[:MAX_CARD_MATCHES]),
        hosts=_hosts(selection, inputs, words),
        link=links.anchor("entity", words("explore.details"), id=candidate.id),
    )


def _hosts(selection: Selection, inputs: TargetingInputs, words: Words) -> Markup:
    if not selection.hosts:
        return Markup("")
    items = _items(host_text(host, inputs, words) for host in selection.hosts)
    return HOSTS.format(title=words("column.hosts"), items=items)


def _items(texts: Iterable[str]) -> Markup:
    return Markup("").join(LIST_ITEM.format(text_html(text)) for text in texts)
