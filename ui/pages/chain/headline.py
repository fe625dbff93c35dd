"""The line above the map: the chain's completeness, its states, a link to its paper, and what limits the figures."""

from __future__ import annotations

import streamlit as st

from ui.components.legend import state_legend
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.pages.chain.view import ChainView
from ui.presenters.figures import percent_range
from ui.text import Words


def headline(view: ChainView, words: Words, links: Links) -> None:
    """Show the figures in the role of the map."""
    coverage, role = view.coverage, view.role
    completeness, known_share = coverage.completeness(role), coverage.known_share(role)
    parts = []
    if not coverage.is_assessable(role):
        parts.append(f":orange-background[{words('insufficient')}]")
    if completeness and known_share is not None:
        of_known = coverage.known_completeness(role)
        parts.append(f"{words('column.known')} {known_share:.0%}")
        parts.append(
            words("page.no_data") if of_known is None else f"{words('column.known_completeness')} {of_known:.0%}"
        )
        parts.append(words("page.interval", span=percent_range((completeness.low, completeness.high))))
    title, paper, states = st.columns([6, 0.8, 3.9], vertical_alignment="center")
    paper.html(links.anchor("dossier", words("page.dossier"), "go", chain=coverage.chain.id))
    title.markdown("**" + " · ".join(parts) + "**")
    states.html(state_legend(words, {str(state): count for state, count in coverage.state_counts(role).items()}))
    for remark in view.remarks:
        st.caption(escape_markdown(remark))
