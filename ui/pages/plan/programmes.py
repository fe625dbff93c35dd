"""The plan's programmes and projects with those who run them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from queries.rows.plan import ProgrammeActorsRow, ProgrammesRow
from ui.components.page_context import PageContext
from ui.components.statement_table import doubt_button, doubt_notice, show_statements
from ui.components.table import table
from ui.exports.subgraph_table import existence
from ui.pages.plan.cells import entity_link
from ui.presenters.entity_relations import relation_text

PROGRAMME_COLUMNS = ("programme", "type", "category", "status", "actors")
ACTOR = Markup("{name} {relation} {doubt}")


def programmes(rows: Sequence[ProgrammesRow], context: PageContext) -> None:
    """Show a row for each programme; who carries it out stands there statement by statement."""
    actors: dict[str, list[ProgrammeActorsRow]] = defaultdict(list)
    for actor in context.fetch(ProgrammeActorsRow, region=context.region):
        actors[actor.programme_id].append(actor)
    cells = (_cells(row, actors[row.programme_id], context) for row in rows)
    doubt_notice(context)
    show_statements(context, table(PROGRAMME_COLUMNS, cells, context.words), "programmes")


def _cells(row: ProgrammesRow, actors: Sequence[ProgrammeActorsRow], context: PageContext) -> list[str]:
    words = context.words
    return [
        entity_link(row.programme_id, row.programme, context.links),
        words.label(row.label),
        row.kind or "",
        existence(row.existence or "", words),
        Markup("<br>").join(_actor(actor, context) for actor in actors),
    ]


def _actor(row: ProgrammeActorsRow, context: PageContext) -> Markup:
    return ACTOR.format(
        name=entity_link(row.actor_id, row.actor, context.links),
        relation=relation_text(row, context.words),
        doubt=doubt_button(context, row.statement),
    )
