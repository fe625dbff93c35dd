"""The web page: `streamlit run ui/app.py`, started by `liantu serve`."""

from __future__ import annotations

import logging
from functools import partial

import streamlit as st

from ui.components.page_context import language, page
from ui.pages.chain.page import chain
from ui.pages.data import data
from ui.pages.entities import entities
from ui.pages.entity import entity
from ui.pages.explore import explore
from ui.pages.gaps.page import gaps
from ui.pages.lists.page import lists
from ui.pages.overview.page import overview
from ui.pages.plan import plan
from ui.pages.support.page import support
from ui.pages.targeting.page import targeting
from ui.settings import Settings

VIEWS = (overview, chain, gaps, targeting, explore, entities, entity, support, plan, lists, data)

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")

settings = Settings.from_env()
said = language(settings)
st.set_page_config(page_title=f"{said('app.name')} · {said('app.subtitle')}", page_icon="🔗", layout="wide")
pages = [
    st.Page(
        partial(page, view, settings),
        title=said(f"page.{view.__name__}"),
        url_path=view.__name__,
        default=view is overview,
    )
    for view in VIEWS
]
st.navigation(pages, position="top").run()
