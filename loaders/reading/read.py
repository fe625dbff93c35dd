"""A document to proposals: what it names, the figures and sizes that it states, and the statements that join them."""

from __future__ import annotations

from loaders.documents.text_document import TextDocument
from loaders.reading.entities import entities
from loaders.reading.groups import groups
from loaders.reading.indicators import indicators
from loaders.reading.passage import passages
from loaders.reading.proposal import Proposals
from loaders.reading.relations import relations


def read_text(document: TextDocument) -> Proposals:
    """Return what is proposed of a document, each kind in the order of the text."""
    read = tuple(passages(document))
    things = entities(read, document)
    return Proposals(
        entities=things,
        relations=relations(read, things, document.text),
        indicators=indicators(read, document.title, things),
        groups=groups(read, things),
    )
