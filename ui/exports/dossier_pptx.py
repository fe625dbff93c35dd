"""A dossier as slides (PPTX), at most eight."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pptx.util import Inches

from queries.region import RegionAnalysis
from ui.exports.dossier_docx import ACTION_COLUMNS, FIELD_COLUMNS
from ui.exports.dossier_map import Picture, dossier_pictures
from ui.exports.office_document import plain_text
from ui.exports.pptx_shapes import add_picture, add_table, add_text, add_tiles
from ui.exports.pptx_template import Area, SlideDeck
from ui.presenters.dossier.card_lines import card_lines, card_title
from ui.presenters.dossier.dossier import Dossier
from ui.text import Words

TILES_HEIGHT = Inches(1.1)
CAPTION_HEIGHT = Inches(0.45)
AREA_GAP = Inches(0.2)
CAPTION_SIZE, SOURCE_SIZE = 12, 14  # points, at most
MAX_SLIDE_ACTIONS = 6  # rows that can be read from the back of a room
MAX_SLIDE_SOURCES = 16  # the paper has them all


def dossier_pptx(analysis: RegionAnalysis, dossier: Dossier, words: Words, template: Path | None = None) -> bytes:
    """Return the slides' bytes.

    Args:
        analysis: the region, for the maps.
        dossier: what the slides say.
        words: the words of the user's language.
        template: a bureau's own PPTX.

    Raises:
        UsageError: the template cannot be read.
    """
    deck = SlideDeck(dossier.title, words("app.name"), template)
    head = words("dossier.title_slide", scope=dossier.scope, day=dossier.day)
    deck.add_title_slide(dossier.title, [dossier.region, head])
    _summary(deck, dossier, words)
    _actions(deck, dossier, words)
    for picture in dossier_pictures(analysis, dossier, words):
        _map(deck, picture, words)
    _cards(deck, dossier, words)
    _sources(deck, dossier, words)
    return deck.saved()


def _summary(deck: SlideDeck, dossier: Dossier, words: Words) -> None:
    slide, area = deck.add_slide(words("dossier.summary_title"))
    add_tiles(
        slide, Area(area.left, area.top, area.width, TILES_HEIGHT), [(f.value, f.caption) for f in dossier.figures]
    )
    texts = [text for text in (dossier.warning, *dossier.summary) if text]
    add_text(slide, _below(area, TILES_HEIGHT + AREA_GAP), texts)


def _map(deck: SlideDeck, picture: Picture, words: Words) -> None:
    slide, area = deck.add_slide(words("dossier.map_title"))
    upper, lower = _captioned(area)
    if picture.png:
        add_picture(slide, upper, picture.png, picture.caption)
    else:
        heads = (words("dossier.stage_column"), words("dossier.links_column"))
        add_table(slide, upper, [heads, *picture.rows], FIELD_COLUMNS, has_heads=True)
    add_text(slide, lower, [picture.caption], CAPTION_SIZE)


def _cards(deck: SlideDeck, dossier: Dossier, words: Words) -> None:
    for place, card in enumerate(dossier.cards, 1):
        slide, area = deck.add_slide(card_title(card, place, words, with_chain=len(dossier.chains) > 1))
        rows = [(words(f"dossier.field.{name}"), text) for name, text in card_lines(card, dossier, words)]
        add_table(slide, area, rows, FIELD_COLUMNS, has_heads=False)


def _actions(deck: SlideDeck, dossier: Dossier, words: Words) -> None:
    slide, area = deck.add_slide(words("dossier.actions_title"))
    if not dossier.actions:
        add_text(slide, area, [words("dossier.links_none")])
        return
    heads = [words(f"dossier.column.{name}") for name in ACTION_COLUMNS]
    rows: list[Sequence[str]] = [heads, *(action.cells for action in dossier.actions[:MAX_SLIDE_ACTIONS])]
    cut = len(dossier.actions) - MAX_SLIDE_ACTIONS
    upper, lower = _captioned(area) if cut > 0 else (area, area)
    add_table(slide, upper, rows, tuple(ACTION_COLUMNS.values()), has_heads=True)
    if cut > 0:
        add_text(slide, lower, [words("dossier.more_actions_slides", count=cut)], CAPTION_SIZE)


def _sources(deck: SlideDeck, dossier: Dossier, words: Words) -> None:
    slide, area = deck.add_slide(words("dossier.sources_title"))
    shown = dossier.sources[:MAX_SLIDE_SOURCES]
    lines = [words("dossier.source_line", number=n, text=citation.text) for n, citation in enumerate(shown, 1)]
    cut = len(dossier.sources) + dossier.cut_sources - len(shown)
    more = [words("dossier.more_sources_slides", count=cut)] if cut else []
    add_text(slide, area, [plain_text(line) for line in (*lines, *more, *dossier.notes)], SOURCE_SIZE)


def _captioned(area: Area) -> tuple[Area, Area]:
    """Return the part for a table or a picture, and the part for the line below it."""
    height = area.height - CAPTION_HEIGHT
    return Area(area.left, area.top, area.width, height - AREA_GAP), _below(area, height)


def _below(area: Area, taken: int) -> Area:
    return Area(area.left, area.top + taken, area.width, area.height - taken)
