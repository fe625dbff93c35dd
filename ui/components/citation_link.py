"""A source as a page shows it: the citation, linked to the original address where that is known."""

from __future__ import annotations

from markupsafe import Markup

from ui.exports.citation import Source, citation, original_address
from ui.text import Words

SOURCE_LINK = Markup('<a href="{url}" target="_blank" rel="noopener noreferrer" title="{title}"><bdi>{text}</bdi></a>')


def citation_link(source: Source, words: Words, place: str = "") -> str:
    """Return the citation of a source as a link, or as plain text where no original address is known."""
    text, url = citation(source, words, place), original_address(source)
    return SOURCE_LINK.format(url=url, title=words("source.original"), text=text) if url else text
