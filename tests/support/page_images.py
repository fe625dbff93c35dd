"""Pictures of pages, drawn in a Chinese font of the machine."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
A4_PIXELS = (1240, 1754)  # at 150 dpi


@cache
def chinese_font() -> str:
    """Return the path of a Chinese font; skip the test where the machine has none of those that are known."""
    path = next((path for path in FONTS if Path(path).exists()), "")
    if not path:
        pytest.skip("no Chinese font on this machine")
    return path


class PageImage:
    """A page of A4 at 150 dpi; places and sizes are pixels from the upper left corner."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", A4_PIXELS, "white")
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: int, y: int, text: str, size: int = 32, colour: str = "black") -> PageImage:
        """Write a line of text."""
        self._draw.text((x, y), text, fill=colour, font=ImageFont.truetype(chinese_font(), size))
        return self

    def lines(self, x: int, y: int, texts: Sequence[str], size: int = 32, step: int = 58) -> PageImage:
        """Write lines one below the other."""
        for number, text in enumerate(texts):
            self.text(x, y + step * number, text, size)
        return self

    def stamp(self, x: int, y: int, radius: int = 120) -> PageImage:
        """Set a round red stamp with its middle at a place, and letters within."""
        red = (222, 40, 46)
        layer = Image.new("RGB", self.image.size, "white")
        pen = ImageDraw.Draw(layer)
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=8)
        pen.text((x - 96, y - 24), "公章专用", fill=red, font=ImageFont.truetype(chinese_font(), 48))
        pen.text((x - 60, y - 90), "★", fill=red, font=ImageFont.truetype(chinese_font(), 48))
        darker = Image.composite(layer, self.image, self.image.convert("L").point(lambda value: 255 * (value > 128)))
        self.image.paste(darker)
        self._draw = ImageDraw.Draw(self.image)
        return self

    def rule(self, x1: int, y1: int, x2: int, y2: int) -> PageImage:
        """Draw a straight rule."""
        self._draw.line((x1, y1, x2, y2), fill="black", width=3)
        return self

    def bytes(self, format: str = "PNG", *others: PageImage) -> bytes:
        """Return the page as a file; of TIFF, with further pages."""
        buffer = io.BytesIO()
        more = {"save_all": True, "append_images": [other.image for other in others]} if others else {}
        self.image.save(buffer, format, **more)
        return buffer.getvalue()
