"""Lay one text over another of the same document, so that places found in the one can be told in the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from loaders.documents.text_document import Span

PIECE_ENDS = frozenset("。；！？，：\n")


class Overlay:
    """The places of a text's characters in another text of the same document; white space counts in neither."""

    def __init__(self, text: str, other: str) -> None:
        """Lay a text over another one.

        Args:
            text: the text in which places were found.
            other: the text in which they are to be told.
        """
        left, right = _shown(text), _shown(other)
        self._places: dict[int, int] = {}
        pieces, other_pieces = list(_pieces(text, left)), list(_pieces(other, right))
        blocks = SequenceMatcher(None, [p for p, _ in pieces], [p for p, _ in other_pieces], autojunk=False)
        matches = [(0, 0, 0), *blocks.get_matching_blocks()]
        for before, block in pairwise(matches):
            gap = pieces[before[0] + before[2] : block[0]]
            other_gap = other_pieces[before[1] + before[2] : block[1]]
            self._align(text, _offsets(gap), other, _offsets(other_gap))
            for (_, offsets), (_, others) in zip(
                pieces[block[0] : block[0] + block[2]], other_pieces[block[1] : block[1] + block[2]], strict=True
            ):
                self._places.update(zip(offsets, others, strict=True))

    def span(self, span: Span) -> Span | None:
        """Return a place in the other text; None where its ends have none.

        >>> Overlay("甲 乙，丙", "丁甲乙，丙").span(Span(0, 3))
        Span(start=1, end=3)
        """
        start, last = self._places.get(span.start), self._places.get(span.end - 1)
        return None if start is None or last is None or last < start else Span(start, last + 1)

    def _align(self, text: str, offsets: Sequence[int], other: str, others: Sequence[int]) -> None:
        left, right = "".join(text[offset] for offset in offsets), "".join(other[offset] for offset in others)
        for start, other_start, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            self._places.update((offsets[start + step], others[other_start + step]) for step in range(size))


def _shown(text: str) -> list[int]:
    return [offset for offset, character in enumerate(text) if not character.isspace()]


def _pieces(text: str, offsets: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield the clauses of a text without white space, each with the offsets of its characters."""
    piece: list[int] = []
    for offset in offsets:
        piece.append(offset)
        if text[offset] in PIECE_ENDS:
            yield "".join(text[place] for place in piece), piece
            piece = []
    if piece:
        yield "".join(text[place] for place in piece), piece


def _offsets(pieces: Sequence[tuple[str, list[int]]]) -> list[int]:
    return [offset for _, offsets in pieces for offset in offsets]
