"""A passage: a paragraph, heading or cell as it is read, each of its characters with its place in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from loaders.documents.text_document import Block, BlockKind, CellPlace, Span, TextDocument
from loaders.reading.headings import above, heading_of
from loaders.reading.lines import paragraphs
from loaders.reading.tagged_clause import TaggedClause, tagged_clauses
from loaders.reading.tagger import tag_words

MAX_PASSAGE_CHARACTERS = 4_000  # of one part: far more than a paragraph, and patterns of two ends stay quick within it
PART_STOPS = ("。", "；", "，", "、")


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

    def tagged_clauses(self) -> tuple[TaggedClause, ...]:
        """Return its clauses with the words' tags; offsets count in ``text``. The words are tagged anew each time."""
        return tuple(tagged_clauses(self.text, tag_words(self.text)))


def passages(document: TextDocument) -> Iterator[Passage]:
    """Yield a document's passages in reading order. One that is far too long comes in several parts."""
    for passage in _whole_passages(document):
        yield from _parts(passage)


def _parts(passage: Passage) -> Iterator[Passage]:
    """Yield a passage in parts that end at the end of a sentence, else at a comma, else anywhere."""
    start, length = 0, len(passage.text)
    while start < length:
        end = _part_end(passage.text, start)
        yield (
            passage
            if end - start == length
            else replace(passage, text=passage.text[start:end], offsets=passage.offsets[start:end])
        )
        start = end


def _part_end(text: str, start: int) -> int:
    """Return the place after the last sentence of a part, else after its last comma, else where it is full."""
    full = start + MAX_PASSAGE_CHARACTERS
    if full >= len(text):
        return len(text)
    stops = (text.rfind(stop, start, full) for stop in PART_STOPS)
    return next((place + 1 for place in stops if place >= 0), full)


def _whole_passages(document: TextDocument) -> Iterator[Passage]:
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
