"""The straight rules on a page that is a picture, of which the borders of tables are made."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from loaders.documents.layout.rules import THIN_RULE
from loaders.documents.stamps import Image
from loaders.documents.text_document import PageBox

MIN_RULE_SHARE = 0.03  # of the page's longer side: 9 mm on A4; strokes of letters are shorter
BLOCK, BIAS = 25, 12  # pixels around each that its darkness is held against, and how much darker ink is, of 255


def image_rules(image: Image, points_per_pixel: float) -> Iterator[PageBox]:
    """Yield the boxes of the straight rules on a page, in points.

    Args:
        image: the page, in red, green and blue.
        points_per_pixel: the size of a pixel on the page.
    """
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, BLOCK, BIAS)
    length = max(int(MIN_RULE_SHARE * max(image.shape[:2])), 3)
    for shape in ((1, length), (length, 1)):
        strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(strokes)
        for left, top, width, height, _ in stats[1:].tolist():
            yield _thin(left, top, width, height, points_per_pixel)


def _thin(left: int, top: int, width: int, height: int, scale: float) -> PageBox:
    """Return a stroke's box in points, no thicker than a rule: on a scan that is askew a long rule climbs."""
    x, y, across, down = left * scale, top * scale, width * scale, height * scale
    if across >= down:
        middle, half = y + down / 2, min(down, THIN_RULE) / 2
        return PageBox(x, middle - half, x + across, middle + half)
    middle, half = x + across / 2, min(across, THIN_RULE) / 2
    return PageBox(middle - half, y, middle + half, y + down)
