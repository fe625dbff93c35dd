"""读文件: a document uploaded and read, and the review of what it is proposed to say."""

from __future__ import annotations

import streamlit as st

from ui.components.page_context import PageContext
from ui.components.url_state import param
from ui.pages.read.begin import begun_reviews, upload_form
from ui.pages.read.load import LOAD_TAB, load_part
from ui.pages.read.review import review_part


def read(context: PageContext) -> None:
    """Render the page of documents."""
    words = context.words
    if context.settings.loading is False:
        st.title(words("page.read"), anchor=False)
        st.info(words("review.readonly"))
        return
    if key := param("review"):
        (load_part if param("tab") == LOAD_TAB else review_part)(context, key)
        return
    st.title(words("page.read"), anchor=False)
    st.caption(words("review.about"))
    upload_form(context)
    begun_reviews(context)
