"""The product's sentence as the note of an error, for faces that show tracebacks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.model.errors import LiantuError
from ui.text import Words


@contextmanager
def sentence_noted(texts: Words) -> Iterator[None]:
    """Give an error the product's sentence as its note: a notebook shows it below the traceback."""
    try:
        yield
    except LiantuError as problem:
        problem.add_note(texts.error(problem))
        raise
