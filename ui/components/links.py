"""Links between pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

LINK = Markup('<a{css} href="{url}" target="_self"><bdi>{text}</bdi></a>')


@dataclass(frozen=True)
class Links:
    """Makes links to pages; ``carried_params`` is the state that every link takes along."""

    carried_params: Mapping[str, str]

    def url(self, page: str, **state: str) -> str:
        """Return the address of a page with some state, which outweighs what is carried; empty values are left out."""
        merged = {name: value for name, value in {**self.carried_params, **state}.items() if value}
        return f"{page}?{urlencode(merged)}"

    def anchor(self, page: str, text: str, css_class: str = "", **state: str) -> Markup:
        """Return a link to a page with some state.

        >>> Links({"lang": "en"}).anchor("chain", "R&D", chain="pv")
        Markup('<a href="chain?lang=en&amp;chain=pv" target="_self"><bdi>R&amp;D</bdi></a>')
        """
        return anchor(self.url(page, **state), text, css_class)


def anchor(url: str, text: str, css_class: str = "") -> Markup:
    """Return a link to an address."""
    return LINK.format(css=Markup(' class="{}"').format(css_class) if css_class else "", url=url, text=text)


def same_page_url(page: str, **changed: str) -> str:
    """Return the address of the page that is shown, some of its state changed."""
    current = {name: st.query_params.get_all(name) for name in st.query_params}
    return f"{page}?{urlencode({**current, **changed}, doseq=True)}"
