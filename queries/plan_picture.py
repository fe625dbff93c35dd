"""A plan read from the store, as a comparison sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.analysis.plans.matching import name_mark
from graph.analysis.plans.period import parse_period
from graph.analysis.plans.picture import (
    ActualValue,
    PlanPicture,
    PlanPlace,
    PlanRelation,
    PlanTarget,
    PlanThing,
)
from graph.model.errors import UsageError
from graph.model.sentence import sentence_around
from graph.store.store import Store
from queries.plan_target import plan_target
from queries.rows.comparison import (
    PlanDatasetRow,
    PlanDocumentsRow,
    PlanMentionsRow,
    PlanRelationsRow,
    PlanTargetsRow,
    PlanThingsRow,
)
from queries.rows.internal import DocumentTextsOfRow
from queries.rows.plan import AchievedRow
from queries.run import fetch_rows

TARGET_LABEL, EXISTING_STATUS = "Target", "existing"
ACTUAL_MEASURE = "actual"  # of an achieved value; its subject is the target, or its text names the measure


@dataclass(frozen=True)
class PlanDocuments:
    """The documents of a plan by id, and the way from a place in one to its sentence."""

    rows: Mapping[str, PlanDocumentsRow]

    def place(self, document: str, section: str | None, char_start: int, char_end: int) -> PlanPlace:
        """Return a place with its sentence, if the user has given the document's text."""
        row = self.rows.get(document)
        text = (row.text if row else None) or ""
        return PlanPlace(
            document=(row.title if row else None) or document,
            section=section or "",
            char_start=char_start,
            char_end=char_end,
            sentence=sentence_around(text, char_start, char_end),
        )

    @property
    def only(self) -> str:
        """Return the id of the plan's document, if it has one; the place of a target does not name it."""
        return next(iter(self.rows)) if len(self.rows) == 1 else ""


def fetch_plan(store: Store, dataset: str) -> PlanPicture:
    """Return what a loaded plan states, without the document itself as a thing: each plan is another one.

    Args:
        store: the graph.
        dataset: the plan's id.

    Raises:
        UsageError: no such dataset is loaded.
    """
    heads = fetch_rows(store, PlanDatasetRow, dataset=dataset)
    if not heads:
        raise UsageError("plan_unknown", dataset=dataset)
    documents = PlanDocuments({row.id: row for row in fetch_rows(store, PlanDocumentsRow, dataset=dataset)})
    mentions = fetch_rows(store, PlanMentionsRow, dataset=dataset)
    places = _first_places(mentions, documents)
    relations = [_relation(row, documents) for row in fetch_rows(store, PlanRelationsRow, dataset=dataset)]
    targets = fetch_rows(store, PlanTargetsRow, dataset=dataset)
    (head,) = heads
    things = _things(fetch_rows(store, PlanThingsRow, dataset=dataset), mentions, relations, places)
    return PlanPicture(
        dataset=dataset,
        title=head.title,
        year=head.year,
        things=tuple(thing for thing in things if name_mark(thing.name) != name_mark(head.title)),
        relations=tuple(relations),
        targets=tuple(_target(row, documents, places, head.year) for row in _first_rows(targets)),
        actuals=tuple(actual for actual in fetch_actuals(store) if _was_known(actual, dataset, head.year)),
    )


def fetch_actuals(store: Store) -> list[ActualValue]:
    """Return every achieved value, whoever states it."""
    rows = fetch_rows(store, AchievedRow)
    ids = sorted({row.document_id for row in rows if row.document_id})
    texts = {row.id: row.text for row in fetch_rows(store, DocumentTextsOfRow, ids=ids)} if ids else {}
    return [_actual(row, texts) for row in rows]


def _actual(row: AchievedRow, texts: Mapping[str, str]) -> ActualValue:
    place = None
    if row.document_id and row.char_start is not None and row.char_end is not None:
        place = PlanPlace(
            document=row.source_title or row.document_id,
            section=row.section or "",
            char_start=row.char_start,
            char_end=row.char_end,
            sentence=sentence_around(texts.get(row.document_id, ""), row.char_start, row.char_end),
        )
    return ActualValue(
        statement=row.statement,
        about=row.target_id,
        name=_measure(row),
        value=row.value,
        unit=row.unit or "",
        period=row.period or "",
        year=row.year,
        dataset=row.dataset,
        is_lead=row.support != "established",
        place=place,
        evidence=row.evidence,
        source_title=row.source_title,
        publisher=row.publisher,
        published=row.published,
        grade=row.grade,
        access=row.access,
        publisher_kind=row.publisher_kind,
    )


def _measure(row: AchievedRow) -> str:
    """Return the name by which a value is matched with a target; "" for one that is tied to its target.

    A plan that was read gives a figure under its own name, a progress report under ``actual`` with the name as text.
    """
    if row.measure == ACTUAL_MEASURE:
        return "" if row.label == TARGET_LABEL else row.text or ""
    return row.measure


def _was_known(actual: ActualValue, dataset: str, year: int | None) -> bool:
    """Return whether a plan of a year can have known a value: it states it itself, or the value's year was over."""
    period = parse_period(actual.period)
    last = period.last if period else actual.year
    return actual.dataset == dataset or (year is not None and last is not None and last < year)


def _first_rows(rows: Iterable[PlanTargetsRow]) -> list[PlanTargetsRow]:
    """Return one row of each target, because two rows of a dataset may describe one."""
    return list({row.id: row for row in reversed(list(rows))}.values())[::-1]


def _first_places(mentions: Iterable[PlanMentionsRow], documents: PlanDocuments) -> dict[str, PlanPlace]:
    places: dict[str, PlanPlace] = {}
    for row in mentions:
        if row.id not in places:
            places[row.id] = documents.place(row.document, row.section, row.char_start, row.char_end)
    return places


def _relation(row: PlanRelationsRow, documents: PlanDocuments) -> PlanRelation:
    place = None
    if row.char_start is not None and row.char_end is not None:
        place = documents.place(row.document or documents.only, row.section, row.char_start, row.char_end)
    return PlanRelation(
        source=row.source_id,
        type=row.type,
        target=row.target_id,
        source_name=row.source,
        target_name=row.target,
        status=row.status,
        place=place,
    )


def _target(
    row: PlanTargetsRow, documents: PlanDocuments, places: Mapping[str, PlanPlace], year: int | None
) -> PlanTarget:
    place = places.get(row.id)
    if row.char_start is not None and row.char_end is not None:
        place = documents.place(documents.only, row.section, row.char_start, row.char_end)
    return plan_target(row, id_=row.id, name=row.name, measures=frozenset(row.measures), year=year, place=place)


def _things(
    rows: Sequence[PlanThingsRow],
    mentions: Iterable[PlanMentionsRow],
    relations: Iterable[PlanRelation],
    places: Mapping[str, PlanPlace],
) -> Iterable[PlanThing]:
    """Yield the things that the plan describes, then those that it only names because another dataset describes them.

    The plan's own row says whether a thing exists; where it does not, an existing statement shows that it does.
    """
    by_end: dict[str, list[PlanRelation]] = defaultdict(list)
    for relation in relations:
        by_end[relation.source].append(relation)
        by_end[relation.target].append(relation)
    described: dict[str, list[PlanThingsRow]] = defaultdict(list)
    for row in rows:
        described[row.id].append(row)
    for id_, own in described.items():
        names = dict.fromkeys(name for row in own for name in (row.name, *(row.aliases or ())))
        thing = PlanThing(
            id=id_,
            label=own[0].label,
            name=own[0].name,
            aliases=tuple(names)[1:],
            code=next((row.credit_code for row in own if row.credit_code), ""),
            status=next((row.existence for row in own if row.existence), ""),
            place=places.get(id_),
        )
        yield _with_status(thing, by_end[id_])
    for mention in {row.id: row for row in mentions if row.label != TARGET_LABEL}.values():
        if mention.id not in described:
            thing = PlanThing(id=mention.id, label=mention.label, name=mention.name, place=places.get(mention.id))
            yield _with_status(thing, by_end[mention.id])


def _with_status(thing: PlanThing, relations: Sequence[PlanRelation]) -> PlanThing:
    """Return a thing with the status that its relations show, and a place that shows its status."""
    shown = thing.status or (EXISTING_STATUS if any(item.status == EXISTING_STATUS for item in relations) else "")
    places = (item.place for item in relations if item.status == shown and item.place)
    return replace(thing, status=shown, place=next(places, thing.place))
