"""A fact that a person adds by hand: an organisation is active at a segment in a role, or no organisation is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, replace

from graph.model.normalize import normalize_text
from graph.model.records import SUPPLY, YEAR_PATTERN, Dataset, Edge, Evidence, Node, Value, statement_id
from loaders.errors import LoadError
from loaders.linking.judgements import LIST_ID_PREFIX
from loaders.linking.org_name import normalise_name
from loaders.lists.entity_index import EntityIndex
from loaders.records import RecordSet

FACT_PREFIX = "F"  # of a fact's row id
OWN_DATASET_PREFIX = "own-"  # of the id of a person's own dataset


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A fact as a person states it.

    Attributes:
        segment: the segment's id.
        role: production, research, platform, project, talent or service; empty: the segment's own (of nobody: supply).
        region: the id of the region that it is stated of.
        source: where the person knows it from.
        organisation: the organisation's name or id; empty: no organisation of the region has this role.
        since: a date that begins with a year, as far as it is known.
        status: existing, planned or aspired.
        label: the label of an organisation that the store does not know yet.
        note: a remark.
    """

    segment: str
    role: str
    region: str
    source: str
    _: KW_ONLY
    organisation: str = ""
    since: str = ""
    status: str = "existing"
    label: str = "Enterprise"
    note: str = ""


def add_fact(
    fact: Fact, index: EntityIndex, dataset: Dataset, today: str, number: int = 1
) -> Callable[[RecordSet | None], RecordSet]:
    """Return the edit that adds a fact to a person's own dataset.

    Args:
        fact: the fact.
        index: the entities of the store, which the organisation's name is looked up in.
        dataset: the person's own dataset.
        today: ISO 8601; the date of a fact that has none.
        number: the least number of the fact. No number is given twice, so that a judgement stays with its fact.

    Raises:
        LoadError: the source or the segment is missing, or its date does not begin with a year.
    """
    if not normalize_text(fact.source):
        raise LoadError("fact_source")
    if fact.segment not in index.segments:
        raise LoadError("fact_segment", value=fact.segment)
    if normalize_text(fact.since) and not YEAR_PATTERN.match(normalize_text(fact.since)):
        raise LoadError("fact_since", value=fact.since)

    def edit(before: RecordSet | None) -> RecordSet:
        records = before or RecordSet(dataset=dataset)
        row = f"{FACT_PREFIX}{max([number, *(fact_number(edge.id) + 1 for edge in records.edges)])}"
        new_nodes, source = _organisation(fact, index, dataset.id, row)
        stated = replace(fact, role=fact.role or _role(fact, index, source))
        edge = _edge(stated, source, dataset.id, row, today)
        return replace(records, nodes=(*records.nodes, *new_nodes), edges=(*records.edges, edge))

    return edit


def _role(fact: Fact, index: EntityIndex, organisation: str) -> str:
    if not fact.organisation.strip():
        return SUPPLY
    return index.role_at(fact.segment, index.label_of.get(organisation, fact.label))


def fact_number(id_: str) -> int:
    """Return the number in the id of a fact's statement; 0 for any other id.

    >>> fact_number("own-zhang-san-1a2b/F12"), fact_number("changzhou-2018/R001")
    (12, 0)
    """
    digits = id_.rpartition(f"/{FACT_PREFIX}")[2]
    return int(digits) if digits.isdecimal() else 0


def _organisation(fact: Fact, index: EntityIndex, dataset: str, row: str) -> tuple[tuple[Node, ...], str]:
    """Return the node of an organisation that is new, and the id of the fact's source."""
    name = " ".join(normalize_text(fact.organisation).split())
    if not name:
        return (), fact.region
    if name in index.ids:
        return (), name
    if id_ := index.unique_match(fact.label, name):
        return (), id_
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
    holding_props = {**props, "region": fact.region}
    return Edge(
        id=statement_id(dataset, row),
        type="ACTIVE_IN",
        source=source,
        target=fact.segment,
        props=holding_props,
        location=row,
    )
