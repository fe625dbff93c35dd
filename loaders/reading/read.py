"""A document to proposals: what it names, the figures and sizes that it states, and the statements that join them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from loaders.documents.text_document import TextDocument
from loaders.reading.entities import entities
from loaders.reading.group_entities import with_groups
from loaders.reading.groups import groups
from loaders.reading.indicators import indicators
from loaders.reading.linear_model import LinearModel
from loaders.reading.passage import passages
from loaders.reading.proposal import EntityProposal, GroupProposal, IndicatorProposal, Proposals
from loaders.reading.relations import relations
from loaders.reading.responsible import table_relations, with_units
from loaders.reading.tables import task_rows

Quoted = TypeVar("Quoted", EntityProposal, IndicatorProposal, GroupProposal)


def read_text(document: TextDocument, models: Mapping[str, LinearModel] | None = None) -> Proposals:
    """Return what is proposed of a document, each kind in the order of the text.

    Args:
        document: the document.
        models: that tell names, as ``entities`` takes them; None: those of the product.
    """
    read = tuple(passages(document))
    tasks = task_rows(read)
    named = quoted(with_units(tasks, entities(read, document, models)), document.text)
    sets = quoted(groups(read, named), document.text)
    things = with_groups(named, sets)
    in_tables = (
        replace(relation, text=document.text[slice(*relation.clause)]) for relation in table_relations(tasks, things)
    )
    return Proposals(
        entities=things,
        relations=(*relations(read, things, document.text), *in_tables),
        indicators=quoted(indicators(read, document.title, things), document.text),
        groups=sets,
    )


def quoted(proposals: Iterable[Quoted], text: str) -> tuple[Quoted, ...]:
    """Return proposals with the slices of the text at their places, line ends and all: they are read without these."""
    return tuple(replace(proposal, text=text[slice(*proposal.span)]) for proposal in proposals)
