"""The units that do the tasks of a document, as organisations, and what each does, from tables of tasks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from loaders.documents.text_document import Span
from loaders.reading.certainty import certainty
from loaders.reading.proposal import EntityProposal, RelationProposal
from loaders.reading.tables import Place, TaskRow, TaskUnit, table_words

RELATION_OF_ROLE = {"lead": "LEADS", "responsible": "LEADS", "partner": "PARTICIPATES_IN"}
DOERS = frozenset({"Authority", "Region", "Enterprise", "University"})  # types of what does a task, not of its aim
EACH = "各"


def with_units(rows: Iterable[TaskRow], entities: Sequence[EntityProposal]) -> tuple[EntityProposal, ...]:
    """Return the things of a document with the units that do its tasks: new ones, and further places of those.

    A unit is left as it is where a thing that is as long begins; ``各科室``, which names none by name, is left out.
    """
    things = list(entities)
    position = {thing.name: number for number, thing in enumerate(things)}
    ends = {span.start: span.end for span in sorted(span for thing in things for span in (thing.span, *thing.mentions))}
    for row in rows:
        for unit in row.units:
            span, name = _span(unit.place), _whole_name(unit, row)
            if unit.place.text.startswith(EACH) or ends.get(span.start, 0) >= span.end:
                continue
            ends[span.start] = span.end
            if name in position:
                known = things[position[name]]
                things[position[name]] = replace(known, mentions=(*known.mentions, span))
            else:
                position[name] = len(things)
                things.append(_unit_entity(unit, name, span))
    return tuple(sorted(things, key=lambda thing: thing.span))


def table_relations(rows: Iterable[TaskRow], entities: Sequence[EntityProposal]) -> Iterator[RelationProposal]:
    """Yield who leads and who takes part in what the first thing of each task's cell is.

    Args:
        rows: those of tables; of brackets in a text, which say the same, relations are read with the other patterns.
        entities: the things of the document, its units among them.
    """
    places = sorted(((span, thing) for thing in entities for span in (thing.span, *thing.mentions)), key=lambda p: p[0])
    starts = [span.start for span, _ in places]
    for row in rows:
        things = (_first_thing(part, places, starts) for part in row.task)
        target = next((thing for thing in things if thing), None) if row.in_table else None
        if target:
            named = (unit for unit in row.units if not unit.place.text.startswith(EACH))
            yield from (_relation(unit, row, *target) for unit in named)


def _relation(unit: TaskUnit, row: TaskRow, target: Span, thing: EntityProposal) -> RelationProposal:
    rule = f"table-{unit.role}"
    return RelationProposal(
        relation=RELATION_OF_ROLE[unit.role],
        source=_span(unit.place),
        target=target,
        clause=_span(row.task[0]),
        text=row.task[0].text,
        status=thing.status,
        rule=rule,
        certainty=certainty(rule),
    )


def _unit_entity(unit: TaskUnit, name: str, span: Span) -> EntityProposal:
    return EntityProposal(
        span=span,
        text=unit.place.text,
        name=name,
        type=_type(name),
        status="existing",
        granularity="named",
        rule="unit-list",
        certainty=certainty("unit-list"),
    )


def _type(name: str) -> str:
    return next((kind for kind, ends in table_words().types.items() if re.search(f"(?:{ends})$", name)), "Authority")


def _whole_name(unit: TaskUnit, row: TaskRow) -> str:
    """Return a unit's name, of 甲区、乙市人民政府 with the head that a later one of its list has."""
    text = unit.place.text
    if not re.search(table_words().shares_head, text):
        return text
    later = row.units[row.units.index(unit) + 1 :]
    heads = (re.search(table_words().shared_head, other.place.text) for other in later)
    return text + next((head[0] for head in heads if head), "")


def _span(place: Place) -> Span:
    return place.passage.span(place.start, place.end)


def _first_thing(
    part: Place, places: Sequence[tuple[Span, EntityProposal]], starts: Sequence[int]
) -> tuple[Span, EntityProposal] | None:
    """Return the first thing in a cell that is no organisation or place, with where it stands."""
    whole = _span(part)
    inside = places[bisect_left(starts, whole.start) : bisect_left(starts, whole.end)]
    return next((found for found in inside if found[1].type not in DOERS and found[0].end <= whole.end), None)
