"""The web page: `streamlit run ui/app.py`, started by `liantu serve`."""

from __future__ import annotations

import logging

import streamlit as st

from ui.components.frame import language, page
from ui.settings import Settings
from ui.views.chain import chain
from ui.views.overview import overview

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")

settings = Settings.from_env()
said = language(settings)
st.set_page_config(page_title=f"{said('app.name')} · {said('app.subtitle')}", page_icon="🔗", layout="wide")
pages = [
    st.Page(lambda: page(overview, settings), title=said("page.overview"), url_path="overview", default=True),
    st.Page(lambda: page(chain, settings), title=said("page.chain"), url_path="chain"),
]
st.navigation(pages, position="top").run()
