"""The parts of a dossier on the page, as HTML: figures, map, cards of links, the table of actions."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from queries.region import RegionAnalysis
from ui.components.links import Links
from ui.components.table import html_table, text_html
from ui.exports.dossier_docx import ACTION_COLUMNS
from ui.exports.dossier_map import coverage_svg, region_svg
from ui.presenters.dossier.card_lines import card_lines, card_title
from ui.presenters.dossier.dossier import Dossier
from ui.presenters.dossier.link_card import LinkCard
from ui.text import Words

OPEN_FIELDS = ("why", "here", "institutes", "firms", "hosts")  # beside the map; the rest folds out
TILES = Markup('<div class="tiles">{}</div>')
TILE = Markup('<div class="tile"><b>{}</b><span>{}</span></div>')
CARD = Markup(
    '<section class="link-card {certainty}"><h3>{title}</h3><dl>{lines}</dl>'
    "<details><summary>{more}</summary><dl>{rest}</dl></details></section>"
)
FIELD_LINE = Markup('<dt>{}</dt><dd title="{}">{}</dd>')  # the title has what is cut on the screen
FOLDED = Markup('<details class="folded"><summary>{title}</summary>{content}</details>')
LIST, LIST_ITEM = Markup('<ol class="paper {}">{}</ol>'), Markup("<li>{}</li>")


def figure_tiles(paper: Dossier) -> Markup:
    """Return the key figures side by side."""
    return TILES.format(Markup("").join(TILE.format(figure.value, figure.caption) for figure in paper.figures))


def dossier_maps(analysis: RegionAnalysis, paper: Dossier, words: Words) -> dict[str, str]:
    """Return the maps of the chains as SVG by the chains' names, or the picture of all by the region's."""
    if not paper.mapped:
        return {paper.region: region_svg([analysis.coverages[part.id] for part in paper.chains], words)}
    mapped = [analysis.coverages[chain] for chain in paper.mapped]
    return {coverage.chain.name: coverage_svg(analysis, coverage, words) for coverage in mapped}


def link_cards(paper: Dossier, words: Words, links: Links) -> Markup:
    """Return the links to act on first, each with a link to the map."""
    if not paper.cards:
        return Markup("<p>{}</p>").format(words("dossier.links_none"))
    return Markup("").join(_card(place, card, paper, words, links) for place, card in enumerate(paper.cards, 1))


def _card(place: int, card: LinkCard, paper: Dossier, words: Words, links: Links) -> Markup:
    title = card_title(card, place, words, with_chain=len(paper.chains) > 1)
    texts = card_lines(card, paper, words)
    references = "".join(dict.fromkeys(paper.reference(citation, words) for citation in card.basis))
    shown = [(name, text + references if name == "why" else text) for name, text in texts]
    lines = {name: FIELD_LINE.format(words(f"dossier.field.{name}"), text, text_html(text)) for name, text in shown}
    return CARD.format(
        certainty="sure" if card.is_certain else "open",
        title=links.anchor("chain", title, chain=card.chain, segment=card.segment),
        lines=Markup("").join(line for name, line in lines.items() if name in OPEN_FIELDS),
        more=words("dossier.unfold"),
        rest=Markup("").join(line for name, line in lines.items() if name not in OPEN_FIELDS),
    )


def action_table(paper: Dossier, words: Words) -> Markup:
    """Return the table of actions as the papers have it."""
    heads = [words(f"dossier.column.{name}") for name in ACTION_COLUMNS]
    return html_table(heads, (action.cells for action in paper.actions))


def numbered_list(texts: Sequence[str], css_class: str = "") -> Markup:
    """Return texts as a numbered list."""
    return LIST.format(css_class, Markup("").join(LIST_ITEM.format(text_html(text)) for text in texts))


def folded_sources(paper: Dossier, words: Words) -> Markup:
    """Return the sources with how to read the paper, folded up under their number."""
    content = numbered_list([citation.text for citation in paper.sources])
    notes = Markup("").join(Markup("<p>{}</p>").format(text_html(text)) for text in paper.notes)
    return FOLDED.format(title=words("dossier.sources_unfold", count=len(paper.sources)), content=content + notes)
