"""产业链图谱: the chain map, and what is known of the chosen segment."""

from __future__ import annotations

import streamlit as st

from loaders.service.districts import load_district_picture
from ui.components.empty_store import empty_store_notice
from ui.components.page_context import PageContext
from ui.components.source_effect import source_effect_line
from ui.components.url_state import set_params
from ui.pages.chain.chain_map import chain_map
from ui.pages.chain.choice import chain_choice
from ui.pages.chain.headline import headline
from ui.pages.chain.map_svg import map_svg
from ui.pages.chain.routes import nearest_route, routes
from ui.pages.chain.segment_drawer import segment_drawer
from ui.pages.chain.view import ChainView, load_chain_view
from ui.text import Words

MAP_AND_DRAWER = (2.1, 1)  # relative widths: the drawer's cards need about 400 pixels on an office screen


def chain(context: PageContext) -> None:
    """Render the page of the chain in the URL: fetch all that it shows, then show it from top to bottom."""
    analysis, words, links = context.analysis(), context.words, context.links
    if not analysis.coverages:
        empty_store_notice(words, links)
        return
    picture = context.derived_large(load_district_picture, analysis)
    choice = chain_choice(analysis, picture.districts, words)
    view = load_chain_view(context, picture, choice)
    headline(view, words, links)
    if view.facts:
        map_column, drawer_column = st.columns(MAP_AND_DRAWER)
        with drawer_column:
            segment_drawer(context, view, view.facts)
        with map_column:
            _map(view, words)
    else:
        _map(view, words)
    source_effect_line(context, analysis, view.coverage.chain.id)
    nearest_route(view, words)
    routes(view, words, links)


def _map(view: ChainView, words: Words) -> None:
    clicked = chain_map(map_svg(view, words), view.title, words, f"{view.coverage.chain.id}-{view.role}")
    if clicked and clicked != view.segment:
        set_params(segment=clicked)
        st.rerun()
