"""The characters of a PDF's page, as they are seen: upright, without watermarks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from ctypes import byref, c_int
from math import degrees
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from loaders.documents.layout.glyph import Glyph
from loaders.documents.limits import MAX_PAGE_CHARACTERS, enforce_limit
from loaders.documents.pdf_rules import drawn_rules
from loaders.documents.text_builder import INVISIBLE
from loaders.documents.text_document import PageBox

# Some fonts name a radical in place of the ideograph that it looks like. Unicode names the ideographs of one block of
# radicals, and of the other only a few.
KANGXI_RADICALS = range(0x2F00, 0x2FD6)
RADICALS = dict(
    zip(
        "⺟⺠⺩⺼⻁⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民王月虎西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
RIGHT_ANGLE = 90
ANGLE_TOLERANCE = 5  # degrees: scanned and recognised text lies a little askew
DEVICE_STEPS = 1000  # to a point: PDFium tells places on a device as whole numbers


class PdfPage(NamedTuple):
    """A page's size as it is seen, in points, its characters and rules, and how many characters have no code."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[PageBox, ...]
    unreadable: int


class _Drawn(NamedTuple):
    """A character with its angle in degrees and its box in the page's own coordinates."""

    code: int
    angle: float
    left: float
    bottom: float
    right: float
    top: float


class PageView:
    """The view of a page in which its text stands upright.

    Args:
        page: the page.
        turn: by how many right angles it is turned clockwise, beyond the turn that the page itself states.
    """

    def __init__(self, page: pdfium.PdfPage, turn: int) -> None:
        self.turn = turn
        width, height = page.get_size()
        self.width, self.height = (height, width) if turn % 2 else (width, height)
        self._page = page
        self._origin = self._on_device(0, 0)
        self._right, self._up = (
            tuple((end - start) / DEVICE_STEPS for end, start in zip(self._on_device(*unit), self._origin, strict=True))
            for unit in ((DEVICE_STEPS, 0), (0, DEVICE_STEPS))
        )

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place in the page's own coordinates is seen, in points from the upper left corner."""
        left, top = (
            start + x * across + y * along
            for start, across, along in zip(self._origin, self._right, self._up, strict=True)
        )
        return left, top

    def box(self, left: float, bottom: float, right: float, top: float) -> PageBox:
        """Return where a box in the page's own coordinates is seen."""
        (x1, y1), (x2, y2) = self.place(left, bottom), self.place(right, top)
        return PageBox(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def _on_device(self, x: float, y: float) -> tuple[float, float]:
        device_x, device_y = c_int(), c_int()
        size = int(self.width * DEVICE_STEPS), int(self.height * DEVICE_STEPS)
        pdfium_c.FPDF_PageToDevice(self._page, 0, 0, *size, self.turn, x, y, byref(device_x), byref(device_y))
        return device_x.value / DEVICE_STEPS, device_y.value / DEVICE_STEPS


def read_page(page: pdfium.PdfPage) -> PdfPage:
    """Read the characters of a page.

    Raises:
        SourceError: ``document_limit``.
    """
    drawn = _drawn_characters(page)
    turn, upright = _upright(page, drawn)
    view = PageView(page, turn)
    glyphs = [
        Glyph(text, view.box(one.left, one.bottom, one.right, one.top)) for one in upright if (text := _text(one.code))
    ]
    rules = tuple(view.box(*box) for box in drawn_rules(page))
    return PdfPage(view.width, view.height, tuple(glyphs), rules, sum(_is_unreadable(one.code) for one in upright))


def upright_view(page: pdfium.PdfPage) -> PageView:
    """Return how a page is seen when its text stands upright."""
    return PageView(page, _upright(page, _drawn_characters(page))[0])


def _upright(page: pdfium.PdfPage, drawn: Iterable[_Drawn]) -> tuple[int, list[_Drawn]]:
    """Return the turn that sets most characters upright, and these characters. The others are a watermark, mostly."""
    drawn = list(drawn)
    turns = Counter(turn for one in drawn if (turn := _right_angles(one.angle)) is not None)
    most = turns.most_common(1)[0][0] if turns else 0
    stated = int(page.get_rotation()) // RIGHT_ANGLE
    return (most - stated) % 4, [one for one in drawn if _right_angles(one.angle) == most]


def _right_angles(angle: float) -> int | None:
    """Return how many right angles an angle is, in degrees; None where it is askew.

    >>> _right_angles(359.0), _right_angles(90.2), _right_angles(45.0)
    (0, 1, None)
    """
    turns = round(angle / RIGHT_ANGLE)
    return turns % 4 if abs(angle - turns * RIGHT_ANGLE) <= ANGLE_TOLERANCE else None


def _drawn_characters(page: pdfium.PdfPage) -> Iterator[_Drawn]:
    text_page = page.get_textpage()
    count = pdfium_c.FPDFText_CountChars(text_page)
    enforce_limit("characters", count, MAX_PAGE_CHARACTERS)
    box = pdfium_c.FS_RECTF()
    high = 0
    for index in range(max(count, 0)):
        if pdfium_c.FPDFText_IsGenerated(text_page, index) == 1:  # a space or line end that PDFium adds
            continue
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # Windows tells a rare character in two halves
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if pdfium_c.FPDFText_GetLooseCharBox(text_page, index, byref(box)):
            angle = degrees(pdfium_c.FPDFText_GetCharAngle(text_page, index))
            yield _Drawn(code, angle, box.left, box.bottom, box.right, box.top)
    text_page.close()


def _text(code: int) -> str:
    """Return the character of a code; empty where it is none that is seen.

    >>> _text(0x2F00), _text(0x2ED3), _text(0x200B)
    ('一', '长', '')
    """
    if _is_unreadable(code):
        return ""
    character = chr(code)
    if code in KANGXI_RADICALS:
        return unicodedata.normalize("NFKC", character)
    if character.isspace():
        return "\u3000" if character == "\u3000" else " "
    return INVISIBLE.sub("", RADICALS.get(character, character))


def _is_unreadable(code: int) -> bool:
    """Return whether a font does not tell which character a code is: none, a replacement, or one for private use."""
    return code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or unicodedata.category(chr(code)) in ("Co", "Cs")
