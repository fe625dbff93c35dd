"""The region that the pages show: its name beside the product's, and a menu as soon as there are two."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from ui.components.inputs import select
from ui.components.markdown import escape_markdown
from ui.components.page_context import REGION_PARAM, PageContext
from ui.components.url_state import param, set_params

REGION_NAME = Markup('<span class="region" aria-label="{label}">{name}</span>')


def region_menu(context: PageContext, place: DeltaGenerator) -> None:
    """Show the region, or a menu of several; the address then names the one that is shown."""
    regions = context.regions
    if len(regions) < 2:
        place.html(REGION_NAME.format(label=context.words("page.region"), name=context.region_name))
        return
    with place:
        chosen = select(
            context.words("page.region"),
            list(regions),
            REGION_PARAM,
            regions.__getitem__,
            context.region,
            label_hidden=True,
        )
    if not param(REGION_PARAM):
        set_params(**{REGION_PARAM: chosen})


def all_regions_note(context: PageContext) -> None:
    """Say that a page shows all regions, where there are several."""
    if len(context.regions) > 1:
        st.caption(escape_markdown(context.words("page.all_regions", regions=list(context.regions.values()))))
