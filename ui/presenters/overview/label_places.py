"""Places for the labels of points, so that no label lies over another or over a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LABEL_HEIGHT = 15  # pixels of one line of 12 pixel type
POINT_GAP = 8  # pixels between a point and its label
MAX_STEPS = 40  # lines that a label is moved up or down at most, enough for a hundred labels


@dataclass(frozen=True)
class LabelBox:
    """The box of a label, in pixels from the plot's upper left corner."""

    left: float
    top: float
    width: float

    def overlaps(self, other: LabelBox) -> bool:
        """Return whether two labels lie over each other."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and abs(self.top - other.top) < LABEL_HEIGHT
        )


def text_width(text: str) -> float:
    """Return about how wide a text is in 12 pixel type: a Chinese character is as wide as it is high.

    >>> text_width("光伏"), text_width("PV")
    (24.0, 13.0)
    """
    return float(sum(12 if ord(character) > 0x2E7F else 6.5 for character in text))


def place_labels(points: Sequence[tuple[float, float]], texts: Sequence[str], width: float) -> list[LabelBox]:
    """Place a label beside each point: to its right or left, moved up or down as far as needed.

    Args:
        points: x and y of each point, in pixels from the upper left corner of the plot.
        texts: the labels.
        width: of the plot; labels stay within it.
    """
    placed: dict[int, LabelBox] = {}
    dots = [LabelBox(x - POINT_GAP / 2, y - LABEL_HEIGHT / 2, POINT_GAP) for x, y in points]
    for index in sorted(range(len(points)), key=lambda i: (points[i][1], points[i][0], i)):
        candidates = _candidates(points[index], text_width(texts[index]), width)
        taken = [*placed.values(), *dots]
        free = (box for box in candidates if not any(box.overlaps(other) for other in taken))
        placed[index] = next(free, None) or _below_all(points[index], text_width(texts[index]), placed)
    return [placed[index] for index in range(len(points))]


def _candidates(point: tuple[float, float], label_width: float, width: float) -> Iterator[LabelBox]:
    x, y = point
    right, left = x + POINT_GAP, x - POINT_GAP - label_width
    sides = [side for side in (right, left) if side >= 0 and side + label_width <= width]
    for step in range(MAX_STEPS):
        for offset in (step, -step) if step else (0,):
            for side in sides or [max(0.0, width - label_width)]:
                yield LabelBox(side, y - LABEL_HEIGHT / 2 + offset * LABEL_HEIGHT / 2, label_width)


def _below_all(point: tuple[float, float], label_width: float, placed: dict[int, LabelBox]) -> LabelBox:
    lowest = max(box.top for box in placed.values())
    return LabelBox(point[0] + POINT_GAP, lowest + LABEL_HEIGHT, label_width)


def spread(tops: Sequence[float], step: float = LABEL_HEIGHT) -> list[float]:
    """Move numbers apart so that any two differ by a step at least, in the same order, about the same middle.

    >>> spread([10, 10, 50])
    [2.5, 17.5, 50]
    """
    groups: list[list[int]] = []
    order = sorted(range(len(tops)), key=lambda i: (tops[i], i))
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _end(groups[-2], tops, step) > _start(groups[-1], tops, step):
            last = groups.pop()
            groups[-1].extend(last)
    moved: dict[int, float] = {}
    for group in groups:
        if len(group) == 1:
            moved[group[0]] = tops[group[0]]
        else:
            start = _start(group, tops, step)
            moved |= {index: start + step * place for place, index in enumerate(group)}
    return [moved[index] for index in range(len(tops))]


def _start(group: Sequence[int], tops: Sequence[float], step: float) -> float:
    """Return where a group of numbers a step apart begins, if its middle stays."""
    return sum(tops[index] for index in group) / len(group) - step * (len(group) - 1) / 2


def _end(group: Sequence[int], tops: Sequence[float], step: float) -> float:
    return _start(group, tops, step) + step * len(group)
