"""The key figures: each card leads to the list of exactly what it counts."""

from __future__ import annotations

import re

from queries.region import RegionAnalysis, analyse_region
from tests.support.pages import all_text, open_page
from tests.support.stores import Server
from ui.presenters.overview.key_figures import key_figures, single_points
from ui.text import words

ZH = words("zh")


def listed_links(text: str) -> set[str]:
    cards = text.split('<div class="cards">')[1:]
    return {segment for part in cards for segment in re.findall(r'href="chain\?[^"]*segment=([^"&]+)"', part)}


def test_the_card_of_single_points_leads_to_exactly_those_links(loaded: Server) -> None:
    analysis: RegionAnalysis = analyse_region(loaded.loaded())
    points = single_points(analysis.coverages.values())
    (card,) = [card for card in key_figures(analysis, [], ZH) if card.name == ZH("overview.single_points")]
    assert card.value == str(len(points))
    text = all_text(open_page(card.page, **card.state))
    assert {segment.replace("%2F", "/") for segment in listed_links(text)} == points
    assert text.count('<details class="gap">') == len(points)
