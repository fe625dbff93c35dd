"""The styles of a DOCX: which paragraphs are headings, and which are its table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from loaders.documents.xml_elements import attribute, child, integer, local_name

HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
TITLE_NAMES = frozenset({"title", "标题"})
CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
BODY_LEVEL = 9  # outline levels 0 to 8 are those of headings
MAX_BASE_STYLES = 20  # styles that one rests upon; Word allows ten


@dataclass(frozen=True)
class ParagraphStyle:
    """The properties that a style gives a paragraph.

    Attributes:
        level: of a heading, 0 for none.
        is_contents: whether it is a line of a table of contents.
        list_id: the list that numbers it; empty for none.
        list_level: its level in that list, from 0.
    """

    level: int = 0
    is_contents: bool = False
    list_id: str = ""
    list_level: int = 0


class DocxStyles:
    """The paragraph styles of ``styles.xml`` by id, each with what the one that it rests upon says."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = [] if root is None else [element for element in root if local_name(element) == "style"]
        self._elements = {attribute(element, "styleId"): element for element in elements}
        self._styles: dict[str, ParagraphStyle] = {}

    def of(self, paragraph: etree._Element) -> ParagraphStyle:
        """Return the style of a paragraph; its own outline level goes before that of its style."""
        properties = child(paragraph, "pPr")
        style = self._named(attribute(child(properties, "pStyle"), "val"))
        if style.is_contents:
            return style
        level = _outline_level(properties)
        listed = _list_place(properties)
        return replace(
            style,
            level=style.level if level is None else level,
            list_id=style.list_id if listed is None else listed[0],
            list_level=style.list_level if listed is None else listed[1],
        )

    def _named(self, style_id: str) -> ParagraphStyle:
        if style_id not in self._styles:
            self._styles[style_id] = self._resolve(style_id)
        return self._styles[style_id]

    def _resolve(self, style_id: str) -> ParagraphStyle:
        level: int | None = None
        listed: tuple[str, int] | None = None
        for _ in range(MAX_BASE_STYLES):
            element = self._elements.get(style_id)
            if element is None:
                break
            name = attribute(child(element, "name"), "val")
            if CONTENTS_NAME.fullmatch(name):
                return ParagraphStyle(is_contents=True)
            properties = child(element, "pPr")
            if level is None and (level := _outline_level(properties)) is None:
                level = _level_of_name(name)
            listed = listed or _list_place(properties)
            style_id = attribute(child(element, "basedOn"), "val")
        list_id, list_level = listed or ("", 0)
        return ParagraphStyle(level or 0, list_id=list_id, list_level=list_level)


def _list_place(properties: etree._Element | None) -> tuple[str, int] | None:
    """Return the list that numbers a paragraph and its level there; None where nothing is said."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    return attribute(child(numbering, "numId"), "val"), integer(attribute(child(numbering, "ilvl"), "val"), 0)


def _outline_level(properties: etree._Element | None) -> int | None:
    element = child(properties, "outlineLvl")
    if element is None:
        return None
    level = integer(attribute(element, "val"), BODY_LEVEL)
    return 0 if level >= BODY_LEVEL else level + 1


def _level_of_name(name: str) -> int | None:
    """Return the level that a style's name states.

    >>> _level_of_name("heading 2"), _level_of_name("Title"), _level_of_name("Normal")
    (2, 1, None)
    """
    if name.lower() in TITLE_NAMES:
        return 1
    match = HEADING_NAME.fullmatch(name)
    return int(match[1]) if match else None
