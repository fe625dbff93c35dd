"""Pictures as PNG, drawn on this machine without a browser."""

from __future__ import annotations

import struct
from functools import cache

import resvg_py

PNG_SCALE = 2.0  # pixels of the PNG to one of the SVG: sharp on A4
PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<text x="4" y="32" font-size="28" font-family="sans-serif">{}</text></svg>'
)
# Of Windows, macOS and Linux; the first that is there stands for the SVG's sans-serif.
CHINESE_FONTS = (
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "SimSun",
    "FangSong",
    "Noto Serif CJK SC",
    "Droid Sans Fallback",
)
PNG_SIZE = struct.Struct(">II")
PNG_SIZE_OFFSET = 16  # bytes: the signature, then the length and name of the first chunk


def svg_png(svg: str, scale: float = PNG_SCALE) -> bytes:
    """Return an SVG as PNG on white; without a Chinese font on this machine its texts stay blank."""
    return _drawn(svg, chinese_font(), scale)


@cache
def chinese_font() -> str:
    """Return a font of this machine with Chinese characters; "" without one: a map would be empty boxes."""
    blank = _drawn(PROBE.format(""), "", 1)
    return next((font for font in CHINESE_FONTS if _drawn(PROBE.format("链"), font, 1) != blank), "")


def _drawn(svg: str, font: str, scale: float) -> bytes:
    return resvg_py.svg_to_bytes(svg_string=svg, background="white", zoom=scale, sans_serif_family=font or None)


def png_size(png: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG in pixels."""
    width, height = PNG_SIZE.unpack_from(png, PNG_SIZE_OFFSET)
    return int(width), int(height)
