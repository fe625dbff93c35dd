"""The characters and the rules of an OFD's page. OFD counts in millimetres from the upper left corner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from loaders.documents.layout.glyph import Glyph, box_around, is_wide
from loaders.documents.layout.rules import THIN_RULE
from loaders.documents.limits import MAX_PAGE_CHARACTERS, enforce_limit
from loaders.documents.text_builder import INVISIBLE
from loaders.documents.text_document import PageBox
from loaders.documents.xml_elements import attribute, child, children, local_name

POINTS_PER_MM = 72 / 25.4
ASCENT, DESCENT = 0.88, 0.12  # of a font's size, above and below the line that its characters stand on
NARROW = 0.5  # of a font's size: how wide a Latin character is where the file does not tell
MAX_COMPOSITES = 1_000  # composite objects of one page; nested ones could multiply
MAX_OBJECT_DEPTH = 32  # blocks and composites within each other
STRAIGHT_MM = 0.2  # that a stroke may be askew
WORD_OR_NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|-?\.\d+|[A-Za-z]")

Matrix = tuple[float, float, float, float, float, float]  # x' = a x + c y + e, y' = b x + d y + f
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
OfdPoint = tuple[float, float]


class OfdPage(NamedTuple):
    """A page's size in points, its characters and rules, and the paths of its pictures in the package."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[PageBox, ...]
    pictures: tuple[str, ...] = ()


class OfdResources(NamedTuple):
    """The resources that pages refer to, by id: composite objects, and the paths of pictures."""

    units: Mapping[str, etree._Element]
    pictures: Mapping[str, str]


def read_ofd_page(
    contents: Iterable[etree._Element], resources: OfdResources, box: tuple[float, float, float, float]
) -> OfdPage:
    """Read a page.

    Args:
        contents: its templates and itself.
        resources: the document's.
        box: its left and top edge, width and height, in millimetres.

    Raises:
        SourceError: ``document_limit``.
    """
    left, top, width, height = box
    reader = _PageReader(resources)
    for content in contents:
        for layer in children(child(content, "Content"), "Layer"):
            reader.read(layer, (1.0, 0.0, 0.0, 1.0, -left, -top), 0)
    return OfdPage(
        width * POINTS_PER_MM,
        height * POINTS_PER_MM,
        tuple(reader.glyphs),
        tuple(reader.rules),
        tuple(reader.pictures),
    )


class _PageReader:
    """Walks down the layers of a page."""

    def __init__(self, resources: OfdResources) -> None:
        self.glyphs: list[Glyph] = []
        self.rules: list[PageBox] = []
        self.pictures: list[str] = []
        self._resources = resources
        self._composites = 0

    def read(self, parent: etree._Element, matrix: Matrix, depth: int) -> None:
        enforce_limit("nesting", depth, MAX_OBJECT_DEPTH)
        for element in parent:
            name = local_name(element)
            if name == "TextObject":
                self._add_text(element, _placed(element, matrix))
            elif name == "PathObject":
                self.rules += _strokes(element, _placed(element, matrix))
            elif name == "PageBlock":
                self.read(element, matrix, depth + 1)
            elif name == "ImageObject" and (path := self._resources.pictures.get(attribute(element, "ResourceID"))):
                self.pictures.append(path)
            elif name == "CompositeObject":
                self._add_composite(element, matrix, depth)

    def _add_composite(self, element: etree._Element, matrix: Matrix, depth: int) -> None:
        self._composites += 1
        enforce_limit("nesting", self._composites, MAX_COMPOSITES)
        content = child(self._resources.units.get(attribute(element, "ResourceID")), "Content")
        if content is not None:
            self.read(content, _placed(element, matrix), depth + 1)

    def _add_text(self, element: etree._Element, matrix: Matrix) -> None:
        size = (_numbers(attribute(element, "Size")) or [0.0])[0]
        for code in children(element, "TextCode"):
            self.glyphs += _glyphs(code, size, matrix)
            enforce_limit("characters", len(self.glyphs), MAX_PAGE_CHARACTERS)


def _glyphs(code: etree._Element, size: float, matrix: Matrix) -> Iterator[Glyph]:
    text = code.text or ""
    x, y = ((_numbers(attribute(code, name)) or [0.0])[0] for name in ("X", "Y"))
    natural = [size if is_wide(character) else size * NARROW for character in text]
    across = _deltas(attribute(code, "DeltaX"), len(text) - 1)
    down = _deltas(attribute(code, "DeltaY"), len(text) - 1)
    if not across and not down:
        across = natural[:-1]
    for number, character in enumerate(text):
        width = min(natural[number], across[number]) if number < len(across) and across[number] > 0 else natural[number]
        if shown := INVISIBLE.sub("", " " if character.isspace() else character):
            corners = ((x, y - ASCENT * size), (x + width, y + DESCENT * size))
            yield Glyph(shown, _box(matrix, corners))
        x += across[number] if number < len(across) else 0.0
        y += down[number] if number < len(down) else 0.0


def _deltas(stated: str, count: int) -> list[float]:
    """Return the steps from character to character; ``g N D`` stands for N steps of D.

    >>> _deltas("5 g 2 4", 3)
    [5.0, 4.0, 4.0]
    """
    tokens = iter(WORD_OR_NUMBER.findall(stated))
    steps: list[float] = []
    for word in tokens:
        if word == "g":
            repeats, step = next(tokens, ""), next(tokens, "")
            steps += _numbers(step)[:1] * int(min((_numbers(repeats) or [0.0])[0], count))
        elif not word.isalpha():
            steps.append(float(word))
        if len(steps) >= count:
            break
    return steps[: max(count, 0)]


def _strokes(element: etree._Element, matrix: Matrix) -> Iterator[PageBox]:
    """Yield the straight strokes of a path, or its box where it is filled and thin."""
    points = list(_path_points(child(element, "AbbreviatedData")))
    if attribute(element, "Stroke").lower() == "false":
        boxes = [_box(matrix, [point for _, point in points])] if points else []
        yield from (box for box in boxes if min(box.right - box.left, box.bottom - box.top) <= THIN_RULE)
        return
    for (_, start), (is_line, end) in pairwise(points):
        if is_line and min(abs(start[0] - end[0]), abs(start[1] - end[1])) <= STRAIGHT_MM:
            yield _box(matrix, (start, end))


def _path_points(data: etree._Element | None) -> Iterator[tuple[bool, OfdPoint]]:
    """Yield the corners of a path, and whether a straight line leads to each."""
    tokens = WORD_OR_NUMBER.findall((data.text or "") if data is not None else "")
    start: OfdPoint = (0.0, 0.0)
    numbers: list[float] = []
    command = ""
    for token in [*tokens, "E"]:
        if not token.isalpha():
            numbers.append(float(token))
            continue
        if command in ("M", "S", "L") and len(numbers) >= 2:
            point = (numbers[-2], numbers[-1])
            start = start if command == "L" else point
            yield command == "L", point
        elif command == "C":
            yield True, start
        elif len(numbers) >= 2:  # a curve: no rule, but what follows begins at its end
            yield False, (numbers[-2], numbers[-1])
        command, numbers = token, []


def _placed(element: etree._Element, matrix: Matrix) -> Matrix:
    """Return the matrix of an object's own coordinates: moved by its boundary, turned by its CTM."""
    boundary, own = _numbers(attribute(element, "Boundary")), _numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else IDENTITY
    left, top = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    return _product(matrix, (a, b, c, d, e + left, f + top))


def _product(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f)


def _box(matrix: Matrix, points: Sequence[OfdPoint]) -> PageBox:
    a, b, c, d, e, f = matrix
    places = [((a * x + c * y + e) * POINTS_PER_MM, (b * x + d * y + f) * POINTS_PER_MM) for x, y in points]
    return box_around(PageBox(x, y, x, y) for x, y in places)


def _numbers(stated: str) -> list[float]:
    return [float(token) for token in WORD_OR_NUMBER.findall(stated) if not token.isalpha()]
