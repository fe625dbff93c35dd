"""The menu of pages. Its links take year, grade, chain and role along; those of Streamlit's own menu drop them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from ui.text import Words

GROUP_HEADING = Markup('<span class="menu-group">{}</span>')


@dataclass(frozen=True)
class Menu:
    """The pages of the menu.

    Args:
        home: the page that the product's name leads to.
        groups: the pages by the key of their group.
        parent: the name of the page to mark where the open one has no place in the menu.
        carried_params: the state that every link takes along.
    """

    home: StreamlitPage
    groups: Mapping[str, Sequence[StreamlitPage]]
    parent: str | None
    carried_params: Mapping[str, str]

    def show_home(self, words: Words) -> None:
        """Show the product's name as a link home."""
        with st.container(key="home", width="content"):
            st.page_link(self.home, label=words("app.name"), query_params=dict(self.carried_params))

    def show(self, words: Words) -> None:
        """Show a link to each page, group by group in one line; Streamlit marks the page that is open."""
        with st.container(horizontal=True, gap=None, key="menu"):
            for name, pages in self.groups.items():
                with st.container(
                    horizontal=True, vertical_alignment="center", width="content", gap=None, key=f"menu-{name}"
                ):
                    st.html(GROUP_HEADING.format(words(f"menu.{name}")), width="content")
                    for page in pages:
                        self._link(page)

    def _link(self, page: StreamlitPage) -> None:
        key = "menu-parent" if page.url_path == self.parent else None
        with st.container(width="content", key=key):
            st.page_link(page, label=page.title, query_params=dict(self.carried_params))
