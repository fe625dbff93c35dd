"""The reading of a document, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.service.reading import DocumentReading
from ui.text import Words


def reading_lines(reading: DocumentReading, words: Words) -> Iterator[str]:
    """Yield what was read, what could not be, and what came of asking a model."""
    document, proposals = reading.document, reading.proposals
    yield words(
        "reading.read",
        file=document.name,
        characters=len(document.text),
        entities=len(proposals.entities),
        relations=len(proposals.relations),
        indicators=len(proposals.indicators),
        groups=len(proposals.groups),
    )
    yield from (words(f"document_note.{note}") for note in document.notes)
    yield from model_lines(reading, words)


def model_lines(reading: DocumentReading, words: Words) -> Iterator[str]:
    """Yield what came of asking a bureau's own model; nothing where none is set."""
    if reading.by_model:
        by_model = reading.by_model
        kept, dropped = sum(1 for _ in by_model.proposals), sum(by_model.dropped.values())
        yield words("reading.by_model", kept=kept, dropped=dropped, chunks=by_model.chunks)
        yield from dict.fromkeys(words.error(problem) for problem in by_model.failures)
