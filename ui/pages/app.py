"""The web page: `streamlit run ui/pages/app.py`, started by `liantu serve`.

It is inside this folder because Streamlit takes a folder `pages` beside its script for pages of its own, and then says
«Page not found» to an address of ours.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.components.language import visit_words
from ui.components.menu import Menu
from ui.components.page_context import carried_params
from ui.components.page_shell import show_page
from ui.pages.registry import (
    ALL_REGION_PAGES,
    DEFAULT_PAGE,
    EMPTY_STORE_PAGES,
    MENU,
    PAGES,
    PARENT_PAGES,
    UNFILTERED_PAGES,
)
from ui.server.metrics import server_metrics
from ui.settings import Settings


def run_page(name: str) -> None:
    """Show a page by its name in the registry, under the menu."""
    with server_metrics().page_run(name):
        show_page(
            PAGES[name],
            settings,
            menu,
            is_filtered=name not in UNFILTERED_PAGES,
            is_of_region=name not in ALL_REGION_PAGES,
            needs_data=name not in EMPTY_STORE_PAGES,
        )


settings = Settings.from_env()
words = visit_words(settings)
st.set_page_config(page_title=f"{words('app.name')} · {words('app.subtitle')}", page_icon="🔗", layout="wide")
pages = {
    name: st.Page(partial(run_page, name), title=words(f"page.{name}"), url_path=name, default=name == DEFAULT_PAGE)
    for name in PAGES
}
page = st.navigation(list(pages.values()), position="hidden")
menu = Menu(
    home=pages[DEFAULT_PAGE],
    groups={group: [pages[name] for name in names] for group, names in MENU.items()},
    parent=PARENT_PAGES.get(page.url_path),
    carried_params=carried_params(words, settings),
)
page.run()
