"""Texts, tables and pictures on a slide, in a size at which they fit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import ceil

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Emu, Pt

from ui.exports.office_document import plain_text
from ui.exports.pptx_template import Area
from ui.exports.svg_png import png_size
from ui.exports.svg_text import ems

LINE_SPACING = 1.3  # lines of Chinese in common fonts, in parts of the size
FILL = 0.92  # how much of a line is filled: words and marks are not parted, and some fonts are wider
SLIDE_CELL_PADDING = Pt(5)
SIZES = (20, 18, 16, 14, 13, 12, 11, 10, 9, 8)  # points, the largest that fits is taken
PALE = 0.88  # how far a tile's ground is lightened
LARGEST_IN_TABLES = 18
MAX_STRETCH = 1.4  # how much higher than its text a row may be to fill the slide
TILE_VALUE, TILE_CAPTION = 24, 12  # points
TILE_GAP = Pt(8)


def add_text(slide: Slide, area: Area, paragraphs: Sequence[str], largest: int = SIZES[0]) -> int:
    """Add paragraphs of text; return the height that they take, in EMU."""
    box = slide.shapes.add_textbox(Emu(area.left), Emu(area.top), Emu(area.width), Emu(area.height))
    frame = box.text_frame
    frame.word_wrap = True
    size = _fitting([[paragraph] for paragraph in paragraphs], [area.width], area.height, largest)
    for place, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 2)
        run = paragraph.add_run()
        run.text, run.font.size = plain_text(text), Pt(size)
    return _height([[paragraph] for paragraph in paragraphs], [area.width], size)


def add_table(
    slide: Slide, area: Area, rows: Sequence[Sequence[str]], shares: Sequence[float], *, has_heads: bool
) -> None:
    """Add a table as wide as its area; ``shares`` are its columns' shares of the width."""
    widths = [int(area.width * share) for share in shares]
    size = _fitting(rows, widths, area.height, LARGEST_IN_TABLES)
    shape = slide.shapes.add_table(
        len(rows), len(shares), Emu(area.left), Emu(area.top), Emu(area.width), Emu(int(Pt(size * 2)) * len(rows))
    )
    stretch = max(1.0, min(MAX_STRETCH, area.height / _height(rows, widths, size)))
    table: Table = shape.table
    table.first_row, table.first_col, table.horz_banding = has_heads, not has_heads, False
    for place, width in enumerate(widths):
        table.columns[place].width = Emu(width)
    for row, cells in zip(list(table.rows), rows, strict=True):
        row.height = Emu(int(_height([cells], widths, size) * stretch))
        for cell, text in zip(row.cells, cells, strict=True):
            _fill_cell(cell, text, size)


def _fill_cell(cell: _Cell, text: str, size: int) -> None:
    cell.margin_left = cell.margin_right = SLIDE_CELL_PADDING
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    for place, line in enumerate(text.split("\n")):
        frame = cell.text_frame
        paragraph = frame.add_paragraph() if place else frame.paragraphs[0]  # type: ignore[no-untyped-call]
        run = paragraph.add_run()
        run.text, run.font.size = plain_text(line), Pt(size)


def add_tiles(slide: Slide, area: Area, tiles: Sequence[tuple[str, str]]) -> None:
    """Add figures with their captions side by side."""
    width = (area.width - TILE_GAP * (len(tiles) - 1)) // max(1, len(tiles))
    for place, (value, caption) in enumerate(tiles):
        left = area.left + place * (width + TILE_GAP)
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(area.top), Emu(width), Emu(area.height))
        shape.fill.solid()
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        shape.fill.fore_color.brightness = PALE
        shape.line.fill.background()
        shape.shadow.inherit = False
        for line, (text, size) in enumerate(((value, TILE_VALUE), (caption, TILE_CAPTION))):
            frame = shape.text_frame
            paragraph = frame.paragraphs[0] if line == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.CENTER
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold = plain_text(text), Pt(size), line == 0
            run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1 if line == 0 else MSO_THEME_COLOR.TEXT_1


def add_picture(slide: Slide, area: Area, png: bytes, description: str) -> None:
    """Add a picture as large as it fits, in the middle of its area."""
    width, height = png_size(png)
    scale = min(area.width / width, area.height / height)
    left = area.left + int(area.width - width * scale) // 2
    picture = slide.shapes.add_picture(
        io.BytesIO(png), Emu(left), Emu(area.top), Emu(int(width * scale)), Emu(int(height * scale))
    )
    properties = picture._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", plain_text(description))  # what a screen reader says


def _fitting(rows: Sequence[Sequence[str]], widths: Sequence[int], height: int, largest: int) -> int:
    """Return the largest size, in points, at which the rows fit a height."""
    sizes = [size for size in SIZES if size <= largest]
    return next((size for size in sizes if _height(rows, widths, size) <= height), sizes[-1])


def _height(rows: Sequence[Sequence[str]], widths: Sequence[int], size: int) -> int:
    """Return about how high the rows are, in EMU."""
    room = [FILL * (width - 2 * SLIDE_CELL_PADDING) / Pt(size) for width in widths]
    lines = [max(_lines(text, wide) for text, wide in zip(row, room, strict=True)) for row in rows]
    return int(sum(Pt(line * size * LINE_SPACING + 6) for line in lines))


def _lines(text: str, ems_wide: float) -> int:
    return sum(max(1, ceil(ems(line) / ems_wide)) for line in text.split("\n"))
