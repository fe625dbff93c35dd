"""A passage: a paragraph, heading or cell as it is read, each of its characters with its place in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from loaders.documents.text_document import Block, BlockKind, CellPlace, Span, TextDocument
from loaders.reading.headings import above, heading_of
from loaders.reading.lines import paragraphs
from loaders.reading.tagged_clause import TaggedClause, tagged_clauses
from loaders.reading.tagger import TaggedWord, tag_words

DEEPEST = 9  # below every numbered heading


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
    offsets: Sequence[int]
    kind: BlockKind
    headings: tuple[str, ...] = ()
    cell: CellPlace | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the place in the document of ``text[start:end]``, which must not be empty."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    @cached_property
    def words(self) -> tuple[TaggedWord, ...]:
        """Its words with their tags; offsets count in ``text``."""
        return tag_words(self.text)

    @cached_property
    def tagged_clauses(self) -> tuple[TaggedClause, ...]:
        """Its clauses; offsets count in ``text``."""
        return tuple(tagged_clauses(self.text, self.words))


def passages(document: TextDocument) -> Iterator[Passage]:
    """Yield a document's passages in reading order."""
    stack: tuple[tuple[int, str], ...] = ()
    for kind, cell, level, spans in _read_together(document):
        text, offsets = _characters(document.text, spans)
        if not text.strip():
            continue
        numbered, words = heading_of(text) if cell is None else (0, "")
        depth = level or numbered
        if depth:
            stack = above(stack, depth)
        yield Passage(text=text, offsets=offsets, kind=kind, headings=tuple(words for _, words in stack), cell=cell)
        if depth:
            stack = (*stack, (depth, words or text.strip()))


def _read_together(document: TextDocument) -> Iterator[tuple[BlockKind, CellPlace | None, int, Sequence[Span]]]:
    """Yield the kind, cell, heading's level and places of the blocks that are read as one."""
    for lines, blocks in groupby(document.blocks, key=lambda block: block.kind == "line"):
        if lines:
            spans = [block.span for block in blocks if document.text[slice(*block.span)].strip()]
            for paragraph in paragraphs(document.text, spans):
                yield "line", None, 0, paragraph
        else:
            yield from ((block.kind, block.cell, _level(block), (block.span,)) for block in blocks)


def _level(block: Block) -> int:
    return block.level or (1 if block.kind == "heading" else 0)


def _characters(text: str, spans: Sequence[Span]) -> tuple[str, Sequence[int]]:
    """Return the characters to read and the place of each, line ends left out."""
    if len(spans) == 1 and "\n" not in (string := text[slice(*spans[0])]):
        return string, range(*spans[0])
    kept = [offset for span in spans for offset in range(*span) if text[offset] not in "\r\n"]
    return "".join(text[offset] for offset in kept), kept
