"""短板清单: who is at a gap and who is next to it, where to go on, and the sum of its score in words."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from graph.store.store import Store
from queries.region import RegionAnalysis, analyse_region
from tests.support.pages import all_text, open_page
from tests.support.stores import Server
from ui.components.derivation import derivation_html
from ui.components.links import Links
from ui.pages.gaps.cards import GapCards
from ui.presenters.gaps import GapRow, gap_rows
from ui.text import words

ZH = words("zh")


@pytest.fixture
def analysis(embedded_bundled: Store) -> RegionAnalysis:
    return analyse_region(embedded_bundled)


def cards_of(analysis: RegionAnalysis, rows: list[GapRow]) -> str:
    button = Markup("<i>{}</i>").format
    return str(GapCards(analysis=analysis, follow_ups={}, words=ZH, links=Links({}), doubt=button).html(rows))


def card(analysis: RegionAnalysis, chain: str, segment: str) -> str:
    rows = [row for row in gap_rows(analysis, ZH) if (row.chain, row.segment) == (chain, segment)]
    return cards_of(analysis, rows)


def test_each_statement_of_a_gap_can_be_doubted_beside_it(analysis: RegionAnalysis) -> None:
    row = next(row for row in gap_rows(analysis, ZH) if row.segment == "rail/bogie")
    html = cards_of(analysis, [row])
    assert row.sources
    assert all(f"<i>{source.statement}</i>" in html for source in row.sources)


def test_who_is_next_to_a_gap_is_not_said_to_be_at_it(analysis: RegionAnalysis) -> None:
    html = card(analysis, "rail", "rail/bogie")
    here, beside = html.split(f"<dt>{ZH('column.here')}</dt>")[1].split(f"<dt>{ZH('column.beside')}</dt>")
    assert ZH("dossier.empty.here") in here and "中车戚墅堰机车" not in here
    assert "中车戚墅堰机车有限公司</bdi></a>（机车/动车/城轨整车）" in beside


def test_a_gap_leads_to_its_firm_its_map_its_candidates_its_questions_and_its_paper(analysis: RegionAnalysis) -> None:
    html = card(analysis, "rail", "rail/bogie")
    for page in ("entity?id=", "chain?chain=rail", "targeting?chain=rail", "gaps?tab=questions", "dossier?chain=rail"):
        assert f'href="{page}' in html, page


def test_no_card_shows_an_id_or_a_long_number(analysis: RegionAnalysis) -> None:
    html = cards_of(analysis, gap_rows(analysis, ZH))
    text = re.sub(r"<[^>]*>", " ", html)
    assert [row.id for row in gap_rows(analysis, ZH) if row.segment and row.segment in text.split()] == []
    assert re.findall(r"\b0\.0*[1-9]\d{3,}", text) == []
    assert "<code" not in html and "<pre" not in html


def test_the_sum_of_a_score_is_told_in_words_down_to_its_sources(analysis: RegionAnalysis) -> None:
    gap = next(gap for gap in analysis.gaps if gap.segment == "rail/bogie")
    html = str(derivation_html(analysis, gap, ZH))
    assert f"<b>{gap.score:.3g}</b>" in html
    assert ZH("derivation.plain.importance") in html and "×" in html
    assert [word for word in ("Σ", "覆盖", "模板", " * ") if word in html] == []


def test_the_list_leads_to_the_paper_of_the_chosen_chains(loaded: Server) -> None:
    assert 'href="dossier?chain=rail"' in all_text(open_page("gaps", chain="rail"))
    assert 'href="dossier?chain=rail&amp;chain=pv"' in all_text(open_page("gaps", chain=["rail", "pv"]))


def test_no_score_stands_on_the_list_or_the_overview_outside_the_derivation(loaded: Server) -> None:
    for page in ("gaps", "overview"):
        text = re.sub(r'<div class="derivation">.*?</div>', "", all_text(open_page(page)), flags=re.DOTALL)
        assert re.findall(r"(?<![\d.])0\.\d+", text) == []
        assert "得分" not in text
        assert '<span class="level high"' in text


def test_the_list_is_narrowed_to_what_rests_on_one_firm(loaded: Server) -> None:
    text = all_text(open_page("gaps", chain="rail", weakness="one_supplier"))
    assert text.count('<details class="gap">') == text.count("只有一家：") > 0
    assert "补链" not in re.sub(r"<[^>]*>", " ", text.split('<div class="cards">')[1])
    strange = open_page("gaps", weakness="nothing")
    assert not strange.exception
