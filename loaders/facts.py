"""One fact that a person adds on the spot: who is at which segment in which role, or that nobody is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from graph.model.normalize import normalize_text
from graph.model.records import YEAR_PATTERN, Dataset, Edge, Evidence, Node, Value, statement_id
from loaders.errors import LoadError
from loaders.linking.judgements import LIST_ID_PREFIX
from loaders.linking.org_name import normalise_name
from loaders.lists.entity_index import EntityIndex
from loaders.records import RecordSet

FACT_PREFIX, OWN_DATASET_PREFIX = "F", "own-"  # of a fact, of the dataset of what a person adds


@dataclass(frozen=True)
class Fact:
    """What is added.

    Args:
        segment: its id.
        role: production, research, platform, project, talent, service.
        region: of which it is said.
        source: where the person has it from.
        organisation: its name or id; empty: nobody in the region does this.
        since: as it is known, a year first.
        status: existing, planned, aspired.
        label: what a new organisation is.
        note: anything else.
    """

    segment: str
    role: str
    region: str
    source: str
    organisation: str = ""
    since: str = ""
    status: str = "existing"
    label: str = "Enterprise"
    note: str = ""


def add_fact(
    fact: Fact, index: EntityIndex, dataset: Dataset, today: str, number: int = 1
) -> Callable[[RecordSet | None], RecordSet]:
    """How a person's own dataset changes by a fact.

    Args:
        fact: the fact.
        known: what the store knows: by it a name is found.
        dataset: the person's own.
        today: for a fact without a date of its own, ISO 8601.
        number: at least, so that no number is given twice: what was decided of a fact stays with that fact.

    Raises:
        LoadError: the source or the segment is missing, or its date does not begin with a year.
    """
    if not normalize_text(fact.source):
        raise LoadError("fact_source")
    if fact.segment not in index.segments:
        raise LoadError("fact_segment", value=fact.segment)
    if normalize_text(fact.since) and not YEAR_PATTERN.match(normalize_text(fact.since)):
        raise LoadError("fact_since", value=fact.since)

    def change(before: RecordSet | None) -> RecordSet:
        records = before or RecordSet(dataset)
        row = f"{FACT_PREFIX}{max([number, *(fact_number(one.id) + 1 for one in records.edges)])}"
        node, source = _who(fact, index, dataset.id, row)
        edge = _edge(fact, source, dataset.id, row, today)
        return replace(records, nodes=(*records.nodes, *node), edges=(*records.edges, edge))

    return change


def fact_number(id_: str) -> int:
    """The number in a fact's id; 0 where it is no fact's."""
    digits = id_.rpartition(f"/{FACT_PREFIX}")[2]
    return int(digits) if digits.isdecimal() else 0


def _who(fact: Fact, index: EntityIndex, dataset: str, row: str) -> tuple[tuple[Node, ...], str]:
    """The organisation's id; with what is said of it when it is new."""
    name = " ".join(normalize_text(fact.organisation).split())
    if not name:
        return (), fact.region
    if name in index.ids:
        return (), name
    if found := index.unique_match(fact.label, name):
        return (), found
    id_ = f"{LIST_ID_PREFIX}{normalise_name(name)}"
    props: dict[str, Value] = {"name": name, "granularity": "named", "existence": fact.status}
    return (Node(id=id_, label=fact.label, row=statement_id(dataset, row), props=props, location=row),), id_


def _edge(fact: Fact, source: str, dataset: str, row: str, today: str) -> Edge:
    as_of = normalize_text(fact.since) or today
    year = YEAR_PATTERN.match(as_of)
    props: dict[str, Value] = {
        **Evidence(
            source_ref=normalize_text(fact.source),
            title=normalize_text(fact.source),
            publisher_kind="",
            as_of=as_of,
            year=int(year[0]) if year else None,
        ).props(),
        "dataset": dataset,
        "kind": fact.role,
        "status": fact.status,
        "confidence": "explicit",
        "support": "established",
        **({"note": normalize_text(fact.note)} if normalize_text(fact.note) else {}),
    }
    if not fact.organisation.strip():
        return Edge(
            id=statement_id(dataset, row),
            type="LACKS",
            source=fact.region,
            target=fact.segment,
            props=props,
            location=row,
        )
    held = {**props, "region": fact.region}
    return Edge(
        id=statement_id(dataset, row), type="ACTIVE_IN", source=source, target=fact.segment, props=held, location=row
    )
