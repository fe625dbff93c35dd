"""区县: a matrix of districts and chains, the region's map, and what is known of a district."""

from __future__ import annotations

from datetime import date

import streamlit as st

from graph.analysis.districts import UNSTATED
from ui.components.click_board import click_board
from ui.components.download_row import Download, download_row
from ui.components.empty_store import empty_store_notice
from ui.components.inputs import segments, select
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.source_effect import source_effect_line
from ui.components.url_state import set_params
from ui.exports.district_xlsx import district_xlsx
from ui.exports.svg_png import svg_png
from ui.pages.district.matrix import ID_SEPARATOR, matrix_html
from ui.pages.district.panel import cell_panel, district_panel
from ui.pages.district.parks import park_table
from ui.pages.district.view import DistrictView, load_district_view, view_svg
from ui.presenters.districts import UNSTATED_PARAM, DistrictMeasure, district_title, unknown_share_text
from ui.presenters.source_filter import file_name, filter_texts

DISTRICT_PARAM, CHAIN_OF_CELL_PARAM, MEASURE_PARAM = "district", "of", "show"


def district(context: PageContext) -> None:
    """Render the page: the figures as matrix and map, then the chosen district, then the parks."""
    words = context.words
    if not context.analysis().coverages:
        empty_store_notice(words, context.links)
        return
    title, choice, files = st.columns([1.3, 1.3, 2.4], vertical_alignment="center")
    title.title(words("district.title", region=context.region_name), anchor=False)
    with choice:
        chosen = segments(
            words("district.measure_label"),
            list(DistrictMeasure),
            MEASURE_PARAM,
            lambda measure: words(f"district.measure.{measure}"),
            DistrictMeasure.ORGANISATIONS,
            label_hidden=True,
        )
    view = load_district_view(context, DistrictMeasure(chosen))
    with files:
        _downloads(context, view)
    source_effect_line(context, view.picture.analysis)
    if view.fault:
        st.warning(escape_markdown(words.error(view.fault)))
    if not view.picture.districts:
        st.info(words("district.no_districts"))
    st.caption(f"{words(f'district.counted.{view.measure}')} {unknown_share_text(view.picture, words)}")
    _boards(context, view)
    park_table(context, view.picture)


def _boards(context: PageContext, view: DistrictView) -> None:
    """Show matrix and map, then the panel of what the address chooses."""
    matrix_place, map_place = st.columns([1.5, 1])
    with map_place:
        map_box = st.container()
        place, chain = _choice(context, view)
    with matrix_place:
        html = matrix_html(view, place, chain, context.words, context.links)
        _follow(click_board(str(html), "matrix"))
    with map_box:
        _follow(click_board(view_svg(view, context, place), "map"))
    if place and chain:
        cell_panel(context, view.picture, _name(place), chain)
    elif place:
        district_panel(context, view.picture, _name(place))
    else:
        st.caption(context.words("district.choose_hint"))


def _choice(context: PageContext, view: DistrictView) -> tuple[str, str]:
    """Return the district and the chain of the address, as they can be chosen without a mouse, too."""
    words, picture = context.words, view.picture
    left, right = st.columns(2)
    names = ["", *(name or UNSTATED_PARAM for name in picture.matrix.districts)]
    chains = {id_: coverage.chain.name for id_, coverage in picture.analysis.coverages.items()}
    with left:
        place = select(
            words("district.district"),
            names,
            DISTRICT_PARAM,
            lambda name: district_title(_name(name), words) if name else words("district.choose"),
            label_hidden=True,
        )
    with right:
        chain = select(
            words("column.chain"),
            ["", *chains],
            CHAIN_OF_CELL_PARAM,
            lambda id_: chains[id_] if id_ else words("district.any_chain"),
            label_hidden=True,
        )
    return place, chain


def _follow(clicked: str | None) -> None:
    """Put what was clicked into the address: a district, or a district and a chain."""
    if clicked is None:
        return
    place, _, chain = clicked.partition(ID_SEPARATOR)
    set_params(**{DISTRICT_PARAM: place, CHAIN_OF_CELL_PARAM: chain})
    st.rerun()


def _name(param: str) -> str:
    return UNSTATED if param == UNSTATED_PARAM else param


def _downloads(context: PageContext, view: DistrictView) -> None:
    words, analysis = context.words, view.picture.analysis
    today = date.today()
    name = file_name(
        words("district.file", region=analysis.region_name),
        *filter_texts(analysis.source_filter, words),
        today.isoformat(),
    )
    svg = view_svg(view, context)
    download_row(
        [
            Download(words("district.xlsx"), f"{name}.xlsx", lambda: district_xlsx(view.picture, today, words)),
            Download(words("district.svg"), f"{name}.svg", svg.encode),
            Download(words("district.png"), f"{name}.png", lambda: svg_png(svg)),
        ],
        (1, 1, 1),
    )
