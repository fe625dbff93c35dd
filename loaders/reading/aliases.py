"""Other names that a text gives a thing: 某某试验区（以下简称“试验区”）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.documents.text_document import Span
from loaders.reading.passage import Passage

ALIAS = re.compile(
    r"[”》]?[（(](?:以下|下)?(?:统称|简称)[为：:]?[“《「]?([^“”《》「」（）()，。；、]{2,20})[”》」]?[）)]"
)


def alias_after(text: str, end: int) -> str:
    """Return the other name that stands behind a name, or "".

    >>> alias_after("设立云岭自由贸易试验区（以下简称“云岭自贸区”），", 11)
    '云岭自贸区'
    """
    found = ALIAS.match(text, end)
    return found[1] if found else ""


def places_of(name: str, passages: Iterable[Passage]) -> Iterator[Span]:
    """Yield the places of a name in the document."""
    for passage in passages:
        start = passage.text.find(name)
        while start >= 0:
            yield passage.span(start, start + len(name))
            start = passage.text.find(name, start + len(name))
