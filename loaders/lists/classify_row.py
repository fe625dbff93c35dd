"""The segments that a row's words place it at."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.lists.classifier import SegmentClassifier, SegmentMatch
from loaders.lists.row_cells import RowCells


def classify_cells(cells: RowCells, keywords: SegmentClassifier) -> Iterator[tuple[SegmentMatch, str]]:
    """Return the placements by products, by business scope, which states what may be done, and by what the type adds.

    The row's chain and industry resolve what a word leaves open.
    """
    taken = set()
    list_type = cells.list_type
    for prop in ("products", "scope", *(list_type.classified if list_type else ())):
        for placement in keywords.classify(cells.text(prop), cells.text("chain"), cells.text("fields")):
            if placement.segment not in taken and (prop == "products" or placement.sure):
                taken.add(placement.segment)
                yield placement, cells.column(prop) or prop
