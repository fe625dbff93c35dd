"""A page of the original, with a place of the text marked on it."""

from __future__ import annotations

from base64 import b64encode

import streamlit as st
from markupsafe import Markup

from loaders.documents.page_picture import PagePicture
from loaders.documents.page_places import PagePlace, places_of
from loaders.documents.read import render_page
from loaders.documents.text_document import Span
from loaders.review.review_store import ReviewStore
from ui.components.links import anchor
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.url_state import param
from ui.pages.read.begin import review_store
from ui.presenters.review import place_of_text

ORIGINAL_TAB = "original"
MAX_PAGES = 3  # of one place; a clause runs over two at most
PICTURE = Markup('<div class="original"><img src="data:{mime};base64,{content}" alt="{alt}">{marks}</div>')
PLACE_MARK = Markup('<i style="left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%"></i>')


def original_part(context: PageContext, key: str) -> None:
    """Show the page of the place that the address names, else the first one.

    Raises:
        LoadError: there is no such review, or the document has no pages that can be shown.
    """
    words, reviews = context.words, review_store(context)
    review = reviews.load(key)
    place = place_of_text(param("at"))
    st.html(anchor(context.links.url("read", review=key, at=param("at")), words("plan_load.back"), "go"))
    st.title(escape_markdown(words("original.title", name=review.beginning.name)), anchor=False)
    places = places_of(review.document, Span(*place)) if place else []
    pages = list(dict.fromkeys(where.page for where in places))[:MAX_PAGES] or [1]
    for page in pages:
        caption = words("original.page", page=page, pages=review.document.pages)
        st.caption(caption)
        picture = _picture(reviews, key, review.beginning.name, page)
        st.html(_marked(picture, [where for where in places if where.page == page], caption))


@st.cache_data(max_entries=20, show_spinner=False)  # a page takes a process of its own, and 0.5 to 3 s
def _picture(_reviews: ReviewStore, key: str, name: str, page: int) -> PagePicture:
    return render_page(_reviews.original(key).read_bytes(), name, page)


def _marked(picture: PagePicture, places: list[PagePlace], alt: str) -> Markup:
    marks = Markup("").join(
        PLACE_MARK.format(
            left=place.box.left / picture.width * 100,
            top=place.box.top / picture.height * 100,
            width=(place.box.right - place.box.left) / picture.width * 100,
            height=(place.box.bottom - place.box.top) / picture.height * 100,
        )
        for place in places
    )
    content = b64encode(picture.content).decode()
    return PICTURE.format(mime=picture.mime, content=content, alt=alt, marks=marks)
