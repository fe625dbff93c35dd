"""A passage: a paragraph, heading or cell as it is read, each of its characters with its place in the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.documents.text_document import BlockKind, CellPlace, Span, TextDocument


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Characters that are read together: without line ends inside, and without page numbers and running heads.

    Attributes:
        text: what is read; rules match on it, so that a name cut by a line end is whole.
        offsets: the place in the document of each character of ``text``.
        kind: as of its blocks.
        headings: the headings above it, the highest first.
        cell: its place, of a cell.
    """

    text: str
    offsets: tuple[int, ...]
    kind: BlockKind
    headings: tuple[str, ...] = ()
    cell: CellPlace | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the place in the document of ``text[start:end]``, which must not be empty."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def passages(document: TextDocument) -> Iterator[Passage]:
    """Yield a document's passages in reading order."""
    for block in document.blocks:
        kept = [offset for offset in range(*block.span) if document.text[offset] not in "\r\n"]
        if kept:
            text = "".join(document.text[offset] for offset in kept)
            yield Passage(text=text, offsets=tuple(kept), kind=block.kind, cell=block.cell)
