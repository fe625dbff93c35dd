"""The straight strokes on a PDF's page, of which the borders of tables are made."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from itertools import islice, pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from loaders.documents.layout.rules import THIN_RULE

MAX_PATHS = 20_000  # of a page; further ones are a drawing's
MAX_PATH_SEGMENTS = 2_000  # of one path; a path with more is a drawing, or letters as outlines
MAX_FORM_DEPTH = 3  # forms within forms
STRAIGHT = 0.5  # points that a stroke may be askew
Box = tuple[float, float, float, float]


def drawn_rules(page: pdfium.PdfPage) -> Iterator[Box]:
    """Yield the straight strokes of a page, as left, bottom, right, top in the page's own coordinates."""
    paths = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=MAX_FORM_DEPTH)
    for path in islice(paths, MAX_PATHS):
        if pdfium_c.FPDFPath_CountSegments(path) > MAX_PATH_SEGMENTS:
            continue
        if _is_stroked(path):
            yield from filter(_is_straight, _strokes(path))
        elif _is_thin(bounds := path.get_bounds()):
            yield bounds


def _is_stroked(path: pdfium.PdfObject) -> bool:
    """Return whether a path is drawn along its points. One that is only filled is a background, or a thin box."""
    fill, stroke = c_int(), c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
    return bool(stroke.value)


def _strokes(path: pdfium.PdfObject) -> Iterator[Box]:
    points = list(_points(path))
    for (_, x1, y1), (kind, x2, y2) in pairwise(points):
        if kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _points(path: pdfium.PdfObject) -> Iterator[tuple[int, float, float]]:
    """Yield the points of a path with the kind of the segment that ends there; a closed path returns to its start."""
    matrix = path.get_matrix()
    x, y = c_float(), c_float()
    start = (0.0, 0.0)
    for index in range(pdfium_c.FPDFPath_CountSegments(path)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        place = matrix.on_point(x.value, y.value)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = place
        yield kind, *place
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield pdfium_c.FPDF_SEGMENT_LINETO, *start


def _is_thin(box: Box) -> bool:
    left, bottom, right, top = box
    return right - left <= THIN_RULE or top - bottom <= THIN_RULE


def _is_straight(box: Box) -> bool:
    left, bottom, right, top = box
    return right - left <= STRAIGHT or top - bottom <= STRAIGHT
