"""A review taken away, with its document and the decisions on it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.access.permission import Permission
from loaders.review.review_store import ReviewStore
from loaders.service.reviews import ReviewSummary
from ui.components.inputs import disambiguate
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey


def removal_form(context: PageContext, reviews: ReviewStore, summaries: Sequence[ReviewSummary]) -> None:
    """Show a choice of a review, and the button that deletes it after a second question."""
    words = context.words
    names = {summary.key: summary.name for summary in summaries}
    choice_column, button_column = st.columns([3, 1], vertical_alignment="bottom")
    key = choice_column.selectbox(
        words("review.begun"),
        list(names),
        key=SessionKey.REVIEW_REMOVAL,
        format_func=disambiguate(list(names), names.__getitem__),
    )
    with button_column.popover(words("review.remove"), width="stretch"):
        st.caption(words("review.remove_note"))
        if st.button(words("review.remove_sure"), width="stretch") and key:
            with context.principal.acting(Permission.REVIEW, key):
                reviews.remove(key)
            st.rerun()
