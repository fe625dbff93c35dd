"""Red stamps on a scanned page, taken out by their colour; red headings stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Image: TypeAlias = NDArray[np.uint8]  # rows, columns, red-green-blue

# Of 255. What is printed black under a stamp is dark in red, too, and stays.
REDDER = 45  # than both other colours
MIN_RED = 110
# Shares of the page's longer side, which is 297 mm on A4.
MIN_STAMP = 0.045  # 13 mm; a stamp has 30 to 50, half of one on the edge of a page 15
JOINED = 0.012  # red within 3.5 mm belongs together: the letters, the rim and the star of a stamp
MAX_LONGER = 2.0  # times its shorter side: a stamp is round or oval, a heading in red is long
EDGE_SHARE = 0.02  # of the page's width: half a stamp on its edge may be longer
WHITE = 255


def without_stamps(image: Image) -> Image:
    """Return a page with its red stamps painted white.

    Args:
        image: the page in red, green and blue.
    """
    import cv2

    red = _red(image)
    if not red.any():
        return image
    side = max(image.shape[:2])
    kernel = np.ones((max(int(JOINED * side), 3),) * 2, np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(red.astype(np.uint8), kernel))
    cleaned = image.copy()
    for box in stats[1:].tolist():
        if _is_stamp(box, image.shape[1], side, len(kernel)):
            left, top, width, height, _ = box
            area = cleaned[top : top + height, left : left + width]
            area[_red(area, REDDER // 2)] = WHITE
    return cleaned


def _red(image: Image, redder: int = REDDER) -> NDArray[np.bool_]:
    """Return which pixels are red. Beside a stamp's edge the scanner's colours blur: there less will do."""
    red, green, blue = (image[..., channel].astype(np.int16) for channel in range(3))
    return (red - np.maximum(green, blue) >= redder) & (red >= MIN_RED)


def _is_stamp(box: Sequence[int], page_width: int, side: int, joined: int) -> bool:
    left, _, width, height, _ = box
    shorter, longer = sorted((width - joined, height - joined))
    on_edge = left <= EDGE_SHARE * page_width or left + width >= (1 - EDGE_SHARE) * page_width
    if on_edge and height > width:
        return longer >= MIN_STAMP * side
    return shorter >= MIN_STAMP * side and longer <= MAX_LONGER * shorter
