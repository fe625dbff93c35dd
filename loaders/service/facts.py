"""Add facts to a person's own dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b

from graph.model.errors import UsageError
from graph.model.normalize import normalize_text
from graph.model.records import Dataset
from graph.model.schema_file import default_schema
from graph.store.search import search
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.dataset.skeleton import slug
from loaders.facts import OWN_DATASET_PREFIX, Fact, add_fact, fact_number
from loaders.history.event import LoadContext
from loaders.history.log import last_event
from loaders.linking.judgements import stored_judgements
from loaders.linking.org_name import name_key
from loaders.lists.entity_index import EntityIndex
from loaders.pipeline import amend
from loaders.records import RecordSet
from loaders.report import LoadReport
from loaders.service.linking import organisation_labels
from loaders.service.lists import load_entity_index
from queries.query import Parameter
from queries.rows.chains import RegionsRow
from queries.run import fetch_rows, resolve_id

MAX_HITS = 50  # of a search for the organisation: enough to find every one of that name among similar ones


def add_fact_to_store(store: Store, fact: Fact, principal: Principal) -> LoadReport:
    """Add one fact, as ``add_facts_to_store`` does."""
    return add_facts_to_store(store, [fact], principal)


def add_facts_to_store(store: Store, facts: Sequence[Fact], principal: Principal) -> LoadReport:
    """Add facts in one event. The dataset can be unloaded, and each fact undone, like any list.

    Args:
        store: where to.
        facts: the facts; segments and regions may be names, and no region means the one with most holdings.
        principal: the person whose dataset they become part of.

    Raises:
        AccessDeniedError: the person may not add facts.
        UsageError: nobody adds them, a value is not in the schema's list, or a name is unknown or ambiguous.
        LoadError: a source is missing, or a fact does not fit.
    """
    who = principal.required_signature()
    dataset = own_dataset(who)
    index = load_entity_index(store, "")
    today = datetime.now(UTC).astimezone().date().isoformat()
    number = _number(store, dataset.id)
    edits = [add_fact(stated_fact(store, fact, index), index, dataset, today, number) for fact in facts]

    def edit(before: RecordSet | None) -> RecordSet:
        records = before or RecordSet(dataset=dataset)
        for one_edit in edits:
            records = one_edit(records)
        return records

    with principal.acting(Permission.ADD_FACT, dataset.id):
        return amend(store, dataset, edit, LoadContext(who=who, action="add"))


def stated_fact(store: Store, fact: Fact, index: EntityIndex) -> Fact:
    """Return a fact with ids for the names of its segment, its region and its organisation."""
    roles = default_schema().values["role" if fact.organisation.strip() else "absent_role"]
    for value, known in ((fact.role or roles[0], roles), (fact.status, default_schema().values["status"])):
        if value not in known:
            raise UsageError("word_unknown", value=value, known=list(known))
    segments = index.segments.get(fact.segment, (fact.segment,))
    if len(segments) > 1:
        raise UsageError("entity_ambiguous", text=fact.segment, hits=list(segments))
    region = resolve_id(store, Parameter("region", "region"), fact.region) or next(
        (row.region_id for row in fetch_rows(store, RegionsRow)), ""
    )
    if not region:
        raise UsageError("region_missing")
    return replace(fact, segment=segments[0], region=region, organisation=_organisation(store, fact.organisation))


def _number(store: Store, dataset: str) -> int:
    """Return a number that no fact has had: above those of all events and of all judged facts."""
    events = last_event(store.read, dataset).sequence
    return max([events, *(fact_number(judgement.left) for judgement in stored_judgements(store.read))]) + 1


def _organisation(store: Store, text: str) -> str:
    """Return the id of the organisation of a name, or the name itself if none has it.

    Raises:
        UsageError: several organisations have it.
    """
    name = " ".join(normalize_text(text).split())
    hits = [hit for hit in search(store, name, MAX_HITS) if hit.label in organisation_labels()] if name else []
    ids = {hit.id: hit for hit in hits if name_key(name) in map(name_key, (hit.name, *hit.aliases))}
    if len(ids) > 1:
        raise UsageError("entity_ambiguous", text=name, hits=[f"{hit.name}({id_})" for id_, hit in ids.items()])
    return next(iter(ids), name)


def own_dataset(who: str) -> Dataset:
    """Return a person's own dataset. Its id has a hash, because the names of two people may have one pinyin."""
    name = normalize_text(who)
    mark = blake2b(name.encode(), digest_size=2).hexdigest()
    return Dataset(
        id=f"{OWN_DATASET_PREFIX}{slug(name)}-{mark}",
        title=f"{name}补充的事实",
        publisher=name,
        licence="内部资料",
        precedence={"default": 100},
    )
