"""The main content of a web page: what is left without navigation, scripts, forms and what is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from loaders.documents.html_tags import html_tags

MAIN_SHARE = 0.7  # of a page's own text, which its main content must hold
MIN_MAIN_CHARACTERS = 200  # shorter main content is a mistake: the whole page is read
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
OUTER_TAGS = frozenset({"html", "body", "main", "article"})  # whatever their classes say
WORD_ENDS = re.compile(r"[\s_-]+")
TITLE_ENDS = re.compile(r"\s*[-_|–—]+\s*")


def tag_of(element: etree._Element) -> str:
    """Return an element's tag; empty for a comment or an instruction."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_unseen(element: etree._Element) -> bool:
    """Return whether an element is not shown as text."""
    return (
        tag_of(element) in html_tags().unseen
        or not tag_of(element)
        or element.get("hidden") is not None
        or NOT_SHOWN.search(element.get("style") or "") is not None
    )


def is_frame(element: etree._Element) -> bool:
    """Return whether an element belongs to the site around a page: navigation, search, footer."""
    tags = html_tags()
    if tag_of(element) in tags.frame or (element.get("role") or "").lower() in tags.frame_roles:
        return True
    if tag_of(element) in OUTER_TAGS:
        return False
    words = WORD_ENDS.split(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
    return not tags.frame_words.isdisjoint(words)


def main_content(body: etree._Element) -> etree._Element:
    """Return the innermost element that holds most of a page's own text, links not counted."""
    sizes = _own_text_sizes(body)
    whole = sizes.get(body, 0)
    element = body
    while True:
        child = max(element, key=lambda inner: sizes.get(inner, 0), default=None)
        if child is None or sizes.get(child, 0) < max(MAIN_SHARE * whole, MIN_MAIN_CHARACTERS):
            return element
        element = child


def title_element(body: etree._Element, main: etree._Element, titles: tuple[str, ...]) -> etree._Element | None:
    """Return what shows the page's title above its main content; None where the content shows it itself.

    Args:
        body: the page.
        main: its main content.
        titles: the titles that the page's head states.
    """
    if any(squeezed(title) in squeezed("".join(main.itertext())[:1000]) for title in titles):
        return None
    wanted = {squeezed(title) for title in titles}
    for element in _before(body, main):
        if squeezed("".join(element.itertext())) in wanted:
            return element
    return None


def stated_titles(root: etree._Element) -> tuple[str, ...]:
    """Return the titles that a page's head states: of the article, of the page, and the latter without the site."""
    metas = (
        meta.get("content") or "" for meta in root.iter("meta") if (meta.get("name") or "").lower() == "articletitle"
    )
    pages = ("".join(title.itertext()) for title in root.iter("title"))
    titles = [title for page in (*metas, *pages) for title in (page.strip(), TITLE_ENDS.split(page.strip())[0])]
    return tuple(dict.fromkeys(title for title in titles if title))


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def _own_text_sizes(body: etree._Element) -> dict[etree._Element, int]:
    """Return how many characters each element holds, links, frames and what is not shown left out."""
    sizes: dict[etree._Element, int] = {}
    left_out = set[etree._Element]()
    elements = list(body.iter())
    for element in elements:
        if element.getparent() in left_out or is_unseen(element) or is_frame(element) or tag_of(element) == "a":
            left_out.add(element)
    for element in reversed(elements):
        own = 0 if element in left_out else len(squeezed(element.text or "")) + sizes.get(element, 0)
        sizes[element] = own
        parent = element.getparent()
        if parent is not None and element is not body:
            sizes[parent] = sizes.get(parent, 0) + own + len(squeezed(element.tail or ""))
    return sizes


def _before(body: etree._Element, main: etree._Element) -> Iterator[etree._Element]:
    for element in body.iter():
        if element is main:
            return
        if not is_unseen(element):
            yield element
