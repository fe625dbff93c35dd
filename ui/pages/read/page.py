"""读文件: a document uploaded and read, and the review of what it is proposed to say."""

from __future__ import annotations

import streamlit as st

from loaders.access.permission import Permission
from loaders.errors import LoadError
from ui.components.links import anchor
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.url_state import param
from ui.components.visitor import refusal_note
from ui.pages.read.begin import begun_reviews, upload_form
from ui.pages.read.load import LOAD_TAB, load_part
from ui.pages.read.original import ORIGINAL_TAB, original_part
from ui.pages.read.review import review_part

READ_PARTS = {LOAD_TAB: load_part, ORIGINAL_TAB: original_part}  # any other value of the address: the review


def read(context: PageContext) -> None:
    """Render the page of documents."""
    words = context.words
    if not context.can(Permission.REVIEW):
        st.title(words("page.read"), anchor=False)
        refusal_note(context, Permission.REVIEW, "review.readonly")
        return
    if key := param("review"):
        _open(context, key)
        return
    st.title(words("page.read"), anchor=False)
    st.caption(words("review.about"))
    upload_form(context)
    begun_reviews(context)


def _open(context: PageContext, key: str) -> None:
    """Show a review, or its way into the graph; what cannot be opened is told, with the way back."""
    try:
        READ_PARTS.get(param("tab"), review_part)(context, key)
    except LoadError as problem:
        st.title(context.words("page.read"), anchor=False)
        st.error(escape_markdown(context.words.error(problem)))
        st.html(anchor(context.links.url("read"), context.words("review.back"), "go"))
