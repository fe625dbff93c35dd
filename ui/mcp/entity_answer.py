"""Everything known about one entity, as the answer of a tool."""

from __future__ import annotations

from typing import Any

from graph.store.store import Store
from queries.entity import load_entity_facts
from queries.query import Parameter
from queries.rows.quality import DescribedRow, LeadsRow, ObservationsRow
from queries.rows.support import EverythingRow
from queries.run import fetch_rows, resolve_id
from ui.mcp.tool_answer import ToolAnswer

ENTITY_PARAMETER = Parameter("entity", "entity")
STATEMENT, DESCRIPTION, OBSERVATION, LEAD = "statement", "description", "observation", "lead"


def entity_answer(store: Store, text: str) -> ToolAnswer:
    """Return what each source says of an entity: descriptions, statements, observations, and leads to verify.

    Args:
        store: the store to read.
        text: the entity's id, name or alias.

    Raises:
        UsageError: there is none of this name, or several.
    """
    facts = load_entity_facts(store, resolve_id(store, ENTITY_PARAMETER, text))
    entity = facts.entity
    rows: list[dict[str, Any]] = [_description(row) for row in fetch_rows(store, DescribedRow, entity=entity.id)]
    rows += [_statement(row) for row in facts.statements]
    rows += [_observation(row) for _, group in facts.observations for row in group]
    rows += [_lead(row) for row in facts.leads]
    fields = {"id": entity.id, "name": entity.name, "label": entity.label}
    return ToolAnswer(fields=fields, rows=rows)


def _description(row: DescribedRow) -> dict[str, Any]:
    return _filled(
        about=DESCRIPTION,
        name=row.name,
        kind=row.kind,
        aliases=list(row.aliases or ()),
        existence=row.existence,
        district=row.district,
        note=row.note,
        source=row.title or row.dataset,
        statement=row.row,
    )


def _statement(row: EverythingRow) -> dict[str, Any]:
    return _filled(
        about=STATEMENT,
        direction=row.direction,
        relation=row.relation,
        kind=row.kind,
        other=row.other,
        other_id=row.other_id,
        status=row.status,
        support=row.support,
        confidence=row.confidence,
        as_of=row.as_of,
        source=row.source_title,
        grade=row.grade,
        quote=row.quote,
        statement=row.statement,
    )


def _observation(row: ObservationsRow) -> dict[str, Any]:
    return _filled(
        about=OBSERVATION,
        measure=row.measure,
        value=row.value,
        value_max=row.value_max,
        unit=row.unit,
        period=row.period,
        text=row.text,
        support=row.support,
        source=row.source_title,
        statement=row.statement,
    )


def _lead(row: LeadsRow) -> dict[str, Any]:
    return _filled(
        about=LEAD,
        suspected=row.suspected,
        reason=row.reason,
        confirm=row.confirm,
        source=row.source_title,
        statement=row.lead_id,
    )


def _filled(**cells: object) -> dict[str, Any]:
    """Return the cells that say something, in order."""
    return {name: value for name, value in cells.items() if value not in (None, "", [])}
