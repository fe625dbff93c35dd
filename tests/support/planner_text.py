"""What a planner reads on a page: every piece of text, but for what is folded away as technical details."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

from ui.text import Words

READ_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder")
CHOICES = ("selectbox", "radio", "button_group", "multiselect", "select_slider")
READ_KEYS = ("html", "svg", "label", "title", "text")
"""The keys of a component's data that its JavaScript shows."""


class TextPieces(HTMLParser):
    """Collects the text nodes of HTML, and the attributes that are shown or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("style", "script")
        self.pieces += [value for name, value in attrs if name in READ_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.pieces.append(data.strip())


def html_pieces(html: str) -> list[str]:
    """Return the texts of a piece of HTML.

    >>> html_pieces('<p title="a">b <b>c</b><style>d</style></p>')
    ['a', 'b', 'c']
    """
    parser = TextPieces()
    parser.feed(html)
    return parser.pieces


def planner_text(test: AppTest, words: Words) -> list[str]:
    """Return the pieces of text on a page, those of the fold-outs 技术信息 left out."""
    return [piece for child in test._tree.children.values() for piece in _pieces(child, words)]


def _pieces(node: Any, words: Words) -> Iterator[str]:
    if hasattr(node, "children"):
        label = str(getattr(node, "label", "") or "")
        if node.type == "expander" and label == words("source.technical"):
            return
        yield label
        for child in node.children.values():
            yield from _pieces(child, words)
    else:
        yield from filter(None, map(str.strip, _element_pieces(node)))


def _element_pieces(element: Any) -> Iterator[str]:
    if element.type == "html":
        yield from html_pieces(element.proto.body)
    elif element.type == "bidi_component":
        yield from _data_pieces(json.loads(element.proto.json or "{}"))
    elif element.type in ("arrow_data_frame", "dataframe"):
        frame = element.value
        yield from map(str, frame.columns)
        yield from (str(cell) for cell in frame.to_numpy().ravel())
    else:
        for name in ("label", "help", "placeholder", "options"):
            value = getattr(element, name, None) or ()
            yield from [value] if isinstance(value, str) else map(str, value)
        value = getattr(element, "value", None)
        if isinstance(value, str) and element.type not in CHOICES:  # the value of a choice is the program's own
            yield from html_pieces(value)


def _data_pieces(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and key in READ_KEYS:
                yield from html_pieces(value)
            else:
                yield from _data_pieces(value)
    elif isinstance(data, list):
        for value in data:
            yield from _data_pieces(value)
