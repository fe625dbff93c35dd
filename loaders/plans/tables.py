"""The tables of a plan's dataset."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from loaders.plans.accepted import AcceptedPlan, Row
from loaders.plans.entity_rows import entity_rows, mention_rows
from loaders.plans.figure_rows import observation_rows, size_rows, target_edges, target_rows
from loaders.plans.placing import correspondence_rows, placement_rows
from loaders.plans.plan import Plan
from loaders.plans.statement_rows import lead_rows, relation_rows

Tables: TypeAlias = Mapping[str, list[Row]]


def plan_tables(plan: Plan) -> Tables:
    """Return the rows of each table of a plan's dataset, by the table's name.

    What was accepted becomes rows with the person and the day in their note; a relation or a size only where its ends
    were accepted, too. What is open becomes a lead. What was rejected is left out.
    """
    accepted = AcceptedPlan(plan)
    tables = {
        "documents": [_document_row(plan)],
        "entities": [*entity_rows(accepted), *target_rows(accepted)],
        "edges": [*relation_rows(accepted), *target_edges(accepted), *_placing_rows(accepted)],
        "observations": [*observation_rows(accepted), *size_rows(accepted)],
        "leads": list(lead_rows(accepted)),
        "mentions": list(mention_rows(accepted)),
    }
    return tables | {"clauses": list(_clause_rows(accepted))}  # the last: by now all that is cited is known


def _placing_rows(plan: AcceptedPlan) -> Iterator[Row]:
    if template := plan.plan.template:
        yield from correspondence_rows(plan, template)
        yield from placement_rows(plan, template)


def _document_row(plan: Plan) -> Row:
    source, text = plan.source, plan.document.text
    return {
        "id": source.document_id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "grade": source.grade,
        "access": "direct",
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "length": str(len(text)),
    }


def _clause_rows(plan: AcceptedPlan) -> Iterator[Row]:
    for span, clause in sorted(plan.cited.items()):
        yield {
            "id": f"{plan.source.dataset}/{span.start}-{span.end}",
            "document_id": plan.source.document_id,
            "section": clause.section,
            "char_start": str(span.start),
            "char_end": str(span.end),
        }
