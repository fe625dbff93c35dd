"""Three questions that the data at hand answer, as links: the first thing a new user can try."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from queries.region import RegionAnalysis
from queries.rows.explore import ListingRow
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.components.top_bar import SEARCH_PAGE, SEARCH_PARAM
from ui.text import Words

SAMPLES = Markup('<div class="samples"><span>{}</span>{}</div>')


def sample_questions(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show the questions; nothing while the region has no chain."""
    hubs = context.fetch(ListingRow, label="Institute", grain="named", limit="1")
    if anchors := sample_anchors(analysis, hubs, context.words, context.links):
        st.html(SAMPLES.format(context.words("samples.heading"), Markup("").join(anchors)))


def sample_anchors(analysis: RegionAnalysis, hubs: list[ListingRow], words: Words, links: Links) -> list[Markup]:
    """Return a link for each question.

    Args:
        analysis: asked about is the chain of which most is known, because its answer says most.
        hubs: the institutes that most is said of, the first one first.
        words: the texts of the visit's language.
        links: the links to pages.
    """
    if not analysis.coverages:
        return []
    best = max(analysis.coverages.values(), key=lambda coverage: (coverage.known_share() or 0, coverage.chain.id))
    questions = [links.anchor("dossier", words("samples.chain", chain=best.chain.name), chains=best.chain.id)]
    for hub in hubs[:1]:
        question = words("samples.support", name=hub.name or hub.id)
        questions.append(links.anchor(SEARCH_PAGE, question, **{SEARCH_PARAM: question}))
    questions.append(links.anchor("gaps", words("samples.ask"), tab="questions", chain=""))
    return questions
