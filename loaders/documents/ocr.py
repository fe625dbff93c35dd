"""The characters of a page that is a picture, with their boxes, by RapidOCR: the extra ``liantu[ocr]``.

Its weights are in its wheel; nothing is fetched. It is imported where a page is recognised, as it takes two seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from loaders.documents.layout.glyph import Glyph, box_around, is_wide
from loaders.documents.stamps import Image, without_stamps
from loaders.documents.text_builder import clean_text
from loaders.documents.text_document import PageBox

DETECTION_SIDE = 1216  # pixels of the longer side in which lines are sought; half the time of 1754, the same lines
MAX_RECOGNITION_SIDE = 4000  # pixels; larger pictures are made smaller by the recogniser
MIN_SCORE = 0.5  # of a line; less sure ones are specks, stamps and handwriting
NARROW_GAP = 0.5  # of a character's width; a wider gap is a space
NEEDED_MODULES = ("rapidocr", "cv2", "onnxruntime")


def can_recognise() -> bool:
    """Return whether the extra is installed."""
    return all(find_spec(module) is not None for module in NEEDED_MODULES)


def recognise(image: Image, points_per_pixel: float) -> tuple[Glyph, ...]:
    """Return the characters of a page, line by line.

    Args:
        image: the page, in red, green and blue.
        points_per_pixel: the size of a pixel on the page.
    """
    result = _engine()(
        without_stamps(image)[..., ::-1], return_word_box=True, return_single_char_box=True, text_score=MIN_SCORE
    )
    return tuple(glyph for line in result.word_results or () for glyph in _glyphs(line, points_per_pixel))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,  # lines upside down do not occur on a page that is scanned upright
            "Global.max_side_len": MAX_RECOGNITION_SIDE,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTION_SIDE,
        }
    )


def _glyphs(line: Any, scale: float) -> Iterator[Glyph]:
    """Yield the characters of a line; a Chinese one reaches to the middle of a narrow gap before the next."""
    characters = [(str(text), _box(corners, scale)) for text, _, corners in line if clean_text(str(text))]
    following = [*characters[1:], ("", None)]
    for (text, box), (next_text, next_box) in zip(characters, following, strict=True):
        right = box.right
        if next_box and is_wide(text) and is_wide(next_text):
            gap = next_box.left - right
            right += gap / 2 if gap < NARROW_GAP * (right - box.left) else 0.0
        yield Glyph(text, box._replace(right=max(right, box.left)))


def _box(corners: Any, scale: float) -> PageBox:
    return box_around(PageBox(x * scale, y * scale, x * scale, y * scale) for x, y in corners)
