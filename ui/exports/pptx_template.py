"""A PPTX to put slides into: the product's own look, or a bureau's template with its master."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml.etree import SubElement
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Inches

from graph.model.errors import UsageError
from ui.exports.office_document import plain_text

SLIDE_SIZE = (Inches(13.333), Inches(7.5))
MARGIN_INCHES = 0.6
TITLE_BOX = (Inches(MARGIN_INCHES), Inches(0.35), Inches(13.333 - 2 * MARGIN_INCHES), Inches(0.8))
TITLE_POINTS_OF_SLIDES = 28
# Top, height and points of the first slide's title and lines.
TITLE_SLIDE_BOXES = ((Inches(2.0), Inches(1.8), 40), (Inches(4.0), Inches(1.5), 20))
GAP_BELOW_TITLE = Inches(0.15)
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
EAST_ASIAN_FONT = "Microsoft YaHei"
TITLE_STYLE = "/".join(qn(name) for name in ("p:txStyles", "p:titleStyle", "a:lvl1pPr"))
THEME_COLOURS = {"dk2": "1F3A5F", "accent1": "1F5FA8", "accent2": "8A5A00"}


@dataclass(frozen=True)
class Area:
    """The free part of a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


class SlideDeck:
    """A presentation that slides are added to.

    Args:
        title: for the presentation's properties.
        author: for the presentation's properties.
        template: a PPTX whose master and layouts are used; its own slides are left out.

    Raises:
        UsageError: the template cannot be read, or has no layout with a title.
    """

    def __init__(self, title: str, author: str, template: Path | None) -> None:
        self.deck = _own_deck() if template is None else _opened(template)
        layouts = [layout for layout in self.deck.slide_layouts if _title_of(layout) is not None]
        if not layouts:
            raise UsageError("template_unreadable", file=template.name if template else "", kind="PPTX")
        self.content_layout = min(layouts, key=_clutter)
        self.title_layout = next((layout for layout in layouts if _is_title_slide(layout)), self.content_layout)
        properties = self.deck.core_properties
        properties.title, properties.author, properties.last_modified_by = plain_text(title), author, author

    def add_title_slide(self, title: str, lines: Sequence[str]) -> None:
        """Add the first slide."""
        slide = self._add(self.title_layout, title)
        body = next(
            (p for p in placeholders(slide) if p.placeholder_format.type not in TITLES and p.has_text_frame), None
        )
        if body is not None:
            body.text_frame.text = "\n".join(map(plain_text, lines))
        _drop_empty_placeholders(slide)

    def add_slide(self, title: str) -> tuple[Slide, Area]:
        """Add a slide, and return it with what is free below its title."""
        slide = self._add(self.content_layout, title)
        _drop_empty_placeholders(slide)
        return slide, self._free_area(slide)

    def saved(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.deck.save(out)
        return out.getvalue()

    def _add(self, layout: SlideLayout, title: str) -> Slide:
        slide: Slide = self.deck.slides.add_slide(layout)
        if slide.shapes.title is not None:
            slide.shapes.title.text = plain_text(title)
        for placeholder in placeholders(layout):
            if placeholder.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                slide.shapes._spTree.append(copy.deepcopy(placeholder._element))
        return slide

    def _free_area(self, slide: Slide) -> Area:
        title = slide.shapes.title
        width, height = int(self.deck.slide_width or 0), int(self.deck.slide_height or 0)
        margin = int(width * MARGIN_INCHES / 13.333)
        top = int(title.top + title.height + GAP_BELOW_TITLE) if title is not None else margin
        feet = [int(p.top) for p in placeholders(slide.slide_layout) if p.placeholder_format.type in FOOT]
        bottom = min([height - margin, *(foot for foot in feet if foot > height // 2)])
        return Area(margin, top, width - 2 * margin, bottom - top)


def placeholders(owner: Any) -> list[Any]:
    """Return the placeholders of a slide, a layout or a master, which the library does not type."""
    return list(owner.placeholders)


def _opened(template: Path) -> Deck:
    try:
        deck = Presentation(str(template))
    except Exception as problem:
        raise UsageError("template_unreadable", file=template.name, kind="PPTX") from problem
    ids = deck.slides._sldIdLst
    for slide_id in list(ids):
        deck.part.drop_rel(slide_id.rId)
        ids.remove(slide_id)
    return deck


def _own_deck() -> Deck:
    """Return the library's own deck on wide slides, with Chinese fonts and the product's colours."""
    deck = Presentation()
    scale = SLIDE_SIZE[0] / int(deck.slide_width or 1)
    deck.slide_width, deck.slide_height = SLIDE_SIZE
    master = deck.slide_master
    for shape in [*placeholders(master), *(p for layout in deck.slide_layouts for p in placeholders(layout))]:
        if shape._element.spPr.xfrm is not None:  # the others inherit the master's
            shape.left, shape.width = Emu(int(shape.left * scale)), Emu(int(shape.width * scale))
    for layout in deck.slide_layouts:
        if _is_title_slide(layout):
            _set_title_layout(layout)
    for layout in [master, *(layout for layout in deck.slide_layouts if not _is_title_slide(layout))]:
        for shape in placeholders(layout):
            if shape.placeholder_format.type in TITLES:
                shape.left, shape.top, shape.width, shape.height = TITLE_BOX
    _set_theme(deck)
    return deck


def _set_title_layout(layout: SlideLayout) -> None:
    """Make the first slide dark, its texts light and at the left, as wide as the other slides' titles."""
    layout.background.fill.solid()
    layout.background.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
    for shape, (top, height, points) in zip(placeholders(layout), TITLE_SLIDE_BOXES, strict=False):
        shape.left, shape.width, shape.top, shape.height = TITLE_BOX[0], TITLE_BOX[2], top, height
        style = shape._element.txBody.find(qn("a:lstStyle"))
        level = style.find(qn("a:lvl1pPr"))
        if level is None:
            level = SubElement(style, qn("a:lvl1pPr"))
        for child in list(level):
            level.remove(child)
        level.set("algn", "l")
        level.set("marL", "0")
        level.set("indent", "0")
        SubElement(level, qn("a:buNone"))
        font = SubElement(
            level, qn("a:defRPr"), sz=str(points * 100), b="1" if points > TITLE_POINTS_OF_SLIDES else "0"
        )
        SubElement(SubElement(font, qn("a:solidFill")), qn("a:schemeClr"), val="bg1")


def _set_theme(deck: Deck) -> None:
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = theme.blob.decode()
    xml = re.sub(r'<a:ea typeface="[^"]*"/>', f'<a:ea typeface="{EAST_ASIAN_FONT}"/>', xml)
    for name, colour in THEME_COLOURS.items():
        xml = re.sub(rf"(<a:{name}><a:srgbClr val=\")[0-9A-F]{{6}}", rf"\g<1>{colour}", xml)
    theme._blob = xml.encode()
    title_style = deck.slide_master._element.find(TITLE_STYLE)
    title_style.set("algn", "l")
    font = title_style.find(qn("a:defRPr"))
    font.set("sz", str(TITLE_POINTS_OF_SLIDES * 100))
    font.set("b", "1")
    for colour in font.iter(qn("a:schemeClr")):
        colour.set("val", "tx2")


def _title_of(layout: SlideLayout) -> object | None:
    return next((p for p in placeholders(layout) if p.placeholder_format.type in TITLES), None)


def _is_title_slide(layout: object) -> bool:
    types = {p.placeholder_format.type for p in placeholders(layout)}
    return PP_PLACEHOLDER.CENTER_TITLE in types


def _clutter(layout: SlideLayout) -> tuple[bool, int]:
    """Return a key that sorts layouts with a title and nothing else first."""
    others = [p for p in placeholders(layout) if p.placeholder_format.type not in (*TITLES, *FOOT)]
    return _is_title_slide(layout), len(others)


def _drop_empty_placeholders(slide: Slide) -> None:
    for placeholder in placeholders(slide):
        kind = placeholder.placeholder_format.type
        if kind not in FOOT and placeholder.has_text_frame and not placeholder.text_frame.text:
            placeholder._element.getparent().remove(placeholder._element)
