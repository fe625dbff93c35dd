"""The web page: `streamlit run ui/app.py`, started by `liantu serve`."""

from __future__ import annotations

import logging
from functools import partial

import streamlit as st

from ui.components.frame import language, page
from ui.settings import Settings
from ui.views.chain import chain
from ui.views.data import data
from ui.views.entities import entities
from ui.views.entity import entity
from ui.views.explore import explore
from ui.views.gaps import gaps
from ui.views.lists import lists
from ui.views.overview import overview
from ui.views.plan import plan
from ui.views.support import support
from ui.views.targeting import targeting

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
