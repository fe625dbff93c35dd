"""The characters of a page that is a picture, with their boxes, by RapidOCR: the extra ``liantu[ocr]``.

Its weights are in its wheel; nothing is fetched. It is imported where a page is recognised, as it takes two seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from loaders.documents.layout.glyph import Glyph, box_around, is_wide
from loaders.documents.stamps import Image, without_stamps
from loaders.documents.text_builder import clean_text
from loaders.documents.text_document import PageBox

Character: TypeAlias = tuple[str, PageBox]  # with its box in pixels

DETECTION_SIDE = 1216  # pixels of the longer side in which lines are sought; half the time of 1754, the same lines
MAX_RECOGNITION_SIDE = 4000  # pixels; larger pictures are made smaller by the recogniser
TALL = 1.5  # times its width: a line of two characters and more that runs from the top down
MIN_SCORE = 0.5  # of a line; less sure ones are specks, stamps and handwriting
NARROW_GAP = 0.5  # of a character's width; a wider gap is a space
NEEDED_MODULES = ("rapidocr", "cv2", "onnxruntime")


def can_recognise() -> bool:
    """Return whether the extra is installed."""
    return all(find_spec(module) is not None for module in NEEDED_MODULES)


def recognise(image: Image, points_per_pixel: float) -> tuple[Glyph, ...] | None:
    """Return the characters of a page, line by line; None where its lines run from the top down: it lies on its side.

    Args:
        image: the page, in red, green and blue.
        points_per_pixel: the size of a pixel on the page.
    """
    cleaned = without_stamps(image)[..., ::-1]
    try:
        result = _engine()(cleaned, return_word_box=True, return_single_char_box=True)
    except IndexError:  # of rapidocr 3.10, where a line has no boxes of characters
        result = _engine()(cleaned, return_word_box=False)
    if result.txts is None:  # nothing is recognised
        return ()
    if _is_on_its_side([_box(corners) for corners in result.boxes]):
        return None
    return tuple(glyph for line in _lines(result) for glyph in _glyphs(line, points_per_pixel))


def _is_on_its_side(boxes: Sequence[PageBox]) -> bool:
    """Return whether most of the length of the lines runs from the top down."""
    upright = sum(box.right - box.left for box in boxes if box.right - box.left >= box.bottom - box.top)
    return sum(box.bottom - box.top for box in boxes if box.bottom - box.top > TALL * (box.right - box.left)) > upright


def _lines(result: Any) -> list[list[Character]]:
    """Return the characters of each line; spread evenly over the line where they have no boxes of their own."""
    lines = result.word_results
    if len(lines) == len(result.txts) and all(len(line) and line[0][2] is not None for line in lines):
        return [[(str(text), _box(corners)) for text, _, corners in line] for line in lines]
    return [_spread(text, _box(corners)) for text, corners in zip(result.txts, result.boxes, strict=True)]


def _spread(text: str, box: PageBox) -> list[Character]:
    widths = [1.0 if is_wide(character) else 0.5 for character in text]
    step = (box.right - box.left) / (sum(widths) or 1.0)
    edges = [box.left + step * width for width in accumulate(widths, initial=0.0)]
    sides = pairwise(edges)
    return [(text[n], box._replace(left=left, right=right)) for n, (left, right) in enumerate(sides)]


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": MIN_SCORE,
            "Global.use_cls": False,  # lines upside down do not occur on a page that is scanned upright
            "Global.max_side_len": MAX_RECOGNITION_SIDE,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTION_SIDE,
        }
    )


def _glyphs(line: Sequence[Character], scale: float) -> Iterator[Glyph]:
    """Yield the characters of a line; a Chinese one reaches to the middle of a narrow gap before the next."""
    seen = [(text, box) for text, box in line if clean_text(text)]
    following = [*seen[1:], ("", None)]
    for (text, box), (next_text, next_box) in zip(seen, following, strict=True):
        right = box.right
        if next_box and is_wide(text) and is_wide(next_text):
            gap = next_box.left - right
            right += gap / 2 if gap < NARROW_GAP * (right - box.left) else 0.0
        corners = (box.left, box.top, max(right, box.left), box.bottom)
        yield Glyph(text, PageBox(*(place * scale for place in corners)))


def _box(corners: Any) -> PageBox:
    """Return the upright box around four corners, in pixels."""
    return box_around(PageBox(*map(float, (x, y, x, y))) for x, y in corners)
