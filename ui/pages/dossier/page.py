"""汇报材料: the dossier of the chosen chains on one screen, to take away as a document or as slides."""

from __future__ import annotations

from base64 import b64encode
from datetime import date

import streamlit as st
from markupsafe import Markup

from graph.store.store import Store
from queries.dossier import DossierInputs, load_dossier_inputs
from queries.region import RegionAnalysis
from ui.components.download_row import Download, download_row
from ui.components.empty_store import empty_store_notice
from ui.components.inputs import multiselect
from ui.components.page_context import PageContext
from ui.components.table import note
from ui.exports.dossier_docx import dossier_docx
from ui.exports.dossier_pptx import dossier_pptx
from ui.pages.dossier.cards import action_table, dossier_maps, figure_tiles, folded_sources, link_cards, numbered_list
from ui.presenters.dossier.card_lines import links_title
from ui.presenters.dossier.dossier import Dossier, build_dossier
from ui.presenters.source_filter import file_name, filter_texts
from ui.text import Words

CHAINS_PARAM = "chain"  # the one that the chain map and the list of gaps have, so that their chains come along
MAX_SCREEN_QUESTIONS = 3  # a screen of 768 pixels; the papers have more
MAP = Markup('<figure class="dossier-map"><img src="data:image/svg+xml;base64,{content}" alt="{name}"></figure>')
HEADING = Markup('<h2 class="dossier-part">{}</h2>')


def dossier(context: PageContext) -> None:
    """Render the page: the choice of chains, the files, and what they say."""
    analysis, words = context.analysis(), context.words
    if not analysis.coverages:
        empty_store_notice(words, context.links)
        return
    title, choice, files = st.columns([1.1, 2.4, 2.5], vertical_alignment="center")
    title.title(words("page.dossier"), anchor=False)
    with choice:
        names = {id_: coverage.chain.name for id_, coverage in analysis.coverages.items()}
        chains = multiselect(
            words("dossier.chosen"),
            list(names),
            CHAINS_PARAM,
            names.__getitem__,
            words("dossier.chosen_hint"),
            label_hidden=True,
        )
    paper = context.derived_large(_dossier, analysis, tuple(chains), date.today(), words)
    with files:
        _downloads(context, analysis, paper)
    _preview(analysis, paper, context)


def _dossier(store: Store, analysis: RegionAnalysis, chains: tuple[str, ...], day: date, words: Words) -> Dossier:
    inputs: DossierInputs = load_dossier_inputs(store, analysis)
    return build_dossier(inputs, chains, day, words)


def _downloads(context: PageContext, analysis: RegionAnalysis, paper: Dossier) -> None:
    words, settings = context.words, context.settings
    name = file_name(paper.title, *filter_texts(analysis.source_filter, words), date.today().isoformat()).replace(
        "/", "、"
    )
    docx = Download(
        words("dossier.docx"),
        f"{name}.docx",
        lambda: dossier_docx(analysis, paper, words, settings.docx_template),
    )
    pptx = Download(
        words("dossier.pptx"),
        f"{name}.pptx",
        lambda: dossier_pptx(analysis, paper, words, settings.pptx_template),
    )
    download_row([docx, pptx], (1, 1))


def _preview(analysis: RegionAnalysis, paper: Dossier, context: PageContext) -> None:
    """Show the dossier: warning and figures, map beside the links, then actions, questions and sources."""
    words = context.words
    if paper.warning:
        st.html(note(paper.warning))
    st.html(figure_tiles(paper))
    map_column, links_column = st.columns([1, 1.15])
    with map_column:
        for name, svg in dossier_maps(analysis, paper, words).items():
            content = b64encode(svg.encode()).decode()
            st.html(MAP.format(content=content, name=name))  # st.image gives a picture no text for who cannot see it
        st.html(numbered_list(paper.summary[:1], css_class="plain"))
        if paper.questions:
            st.html(HEADING.format(words("dossier.ask_title")) + numbered_list(paper.questions[:MAX_SCREEN_QUESTIONS]))
        st.html(folded_sources(paper, words))
    with links_column:
        st.html(HEADING.format(links_title(paper.cards, words)) + link_cards(paper, words, context.links))
    if paper.actions:
        st.header(words("dossier.actions_title"), anchor=False)
        st.html(action_table(paper, words))
