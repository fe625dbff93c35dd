"""A document to proposals: what it names, the figures and sizes that it states, and the statements that join them."""

from __future__ import annotations

from loaders.documents.text_document import TextDocument
from loaders.reading.entities import entities
from loaders.reading.groups import groups
from loaders.reading.indicators import indicators
from loaders.reading.passage import passages
from loaders.reading.proposal import Proposals
from loaders.reading.relations import relations
from loaders.reading.responsible import table_relations, with_units
from loaders.reading.tables import task_rows


def read_text(document: TextDocument) -> Proposals:
    """Return what is proposed of a document, each kind in the order of the text."""
    read = tuple(passages(document))
    tasks = task_rows(read)
    things = with_units(tasks, entities(read, document))
    return Proposals(
        entities=things,
        relations=(*relations(read, things, document.text), *table_relations(tasks, things)),
        indicators=indicators(read, document.title, things),
        groups=groups(read, things),
    )
