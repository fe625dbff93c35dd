"""A piece of the graph to look at: things, the statements between them, parallel ones merged into links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.catalogue import find_query
from queries.cited_columns import cited_columns
from queries.rows.explore import BetweenRow, ListingRow, NeighboursRow, ThingsRow
from queries.run import fetch_rows

DEFAULT_ENTITIES, SOFT_MAX_ENTITIES, MAX_ENTITIES = 150, 300, 1_000
MAX_STATEMENTS = 20_000
# The parts of a region's picture: what has most statements of each type. The rest is for the chains.
PICTURE_SHARES = {
    "Authority": 0.02,
    "Park": 0.16,
    "Carrier": 0.05,
    "Platform": 0.1,
    "Institute": 0.1,
    "University": 0.03,
    "Alliance": 0.03,
    "Enterprise": 0.21,
    "Segment": 0.22,
}
ESTABLISHED = "established"


@dataclass(frozen=True, kw_only=True)
class EntityRef:
    """An entity as a box shows it."""

    id: str
    name: str
    label: str
    kind: str = ""
    existence: str = ""
    granularity: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement between two things, with its source."""

    id: str
    relation: str
    source: str
    target: str
    status: str
    confidence: str
    support: str
    dataset: str
    kind: str = ""
    as_of: str = ""
    year: int | None = None
    section: str = ""
    char_start: int | None = None
    char_end: int | None = None
    evidence: str = ""
    source_title: str = ""
    publisher: str = ""
    published: str = ""
    grade: str = ""
    access: str = ""
    publisher_kind: str = ""
    note: str = ""


@dataclass(frozen=True)
class MergedEdge:
    """All statements between two things; ``a`` is the source of the first."""

    a: str
    b: str
    statements: tuple[Statement, ...]

    @property
    def id(self) -> str:
        """Return a stable id: the ids of its ends."""
        return f"{min(self.a, self.b)}|{max(self.a, self.b)}"

    @property
    def one_way(self) -> bool:
        """Return whether all of them have one direction."""
        return all(statement.source == self.a for statement in self.statements)


@dataclass(frozen=True, kw_only=True)
class SubgraphFilter:
    """The filter of a subgraph: empty sets mean everything; ``hidden`` are labels, ``leads`` are 待核实 ones."""

    hidden: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    datasets: frozenset[str] = frozenset()
    confidences: frozenset[str] = frozenset()
    leads: bool = True
    sources: SourceFilter = ALL_SOURCES

    def accepts(self, statement: Statement) -> bool:
        """Return whether the statement is shown."""
        chosen = (
            (self.statuses, statement.status),
            (self.datasets, statement.dataset),
            (self.confidences, statement.confidence),
        )
        return (
            all(not allowed or value in allowed for allowed, value in chosen)
            and (self.leads or statement.support == ESTABLISHED)
            and self.sources.accepts(year=statement.year, grade=statement.grade)
        )


@dataclass(frozen=True)
class Subgraph:
    """Things and statements.

    ``opened`` are those whose neighbours are shown, ``found`` is how many things there would be without the limit.
    """

    entities: Mapping[str, EntityRef]
    statements: tuple[Statement, ...]
    expanded: tuple[str, ...] = ()
    total: int = 0

    @cached_property
    def merged_edges(self) -> tuple[MergedEdge, ...]:
        """Return parallel statements merged, in a fixed order."""
        merged: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in self.statements:
            merged[min(statement.source, statement.target), max(statement.source, statement.target)].append(statement)
        return tuple(
            MergedEdge(rows[0].source, rows[0].target, tuple(rows))
            for _, rows in sorted(merged.items(), key=lambda i: i[0])
        )

    @property
    def cut(self) -> bool:
        """Return whether the limit left something out."""
        return self.total > len(self.entities)


def ego_network(
    store: Store, opened: Sequence[str], graph_filter: SubgraphFilter, most: int = DEFAULT_ENTITIES
) -> Subgraph:
    """Return the opened entities, their neighbours, and every statement between them.

    The neighbours that established, existing statements tie most often come first, up to ``most`` things.

    Raises:
        UsageError: an opened id is no entity.
    """
    opened = list(dict.fromkeys(opened))
    rows = fetch_rows(store, NeighboursRow, entities=opened, limit=str(MAX_STATEMENTS))
    statements = [statement for statement in map(_statement, rows) if graph_filter.accepts(statement)]
    ranked = _ranked(statements, opened)
    entities = load_entities(store, [*opened, *ranked])
    if missing := [id_ for id_ in opened if id_ not in entities]:
        raise UsageError("entity_unknown", text=missing[0])
    neighbours = [id_ for id_ in ranked if entities[id_].label not in graph_filter.hidden]
    kept_ids = [*opened, *neighbours[: max(0, most - len(opened))]]
    return Subgraph(
        {id_: entities[id_] for id_ in kept_ids},
        _between(store, kept_ids, graph_filter),
        tuple(opened),
        len(opened) + len(neighbours),
    )


def induced_subgraph(
    store: Store, ids: Iterable[str], shown: SubgraphFilter | None = None, most: int = DEFAULT_ENTITIES
) -> Subgraph:
    """Return some things and every statement between them; ids that are no entity are left out."""
    unique_ids = list(dict.fromkeys(ids))
    entities = load_entities(store, unique_ids[:MAX_ENTITIES])
    kept_ids = [id_ for id_ in unique_ids if id_ in entities][:most]
    return Subgraph(
        {id_: entities[id_] for id_ in kept_ids},
        _between(store, kept_ids, shown or SubgraphFilter()),
        (),
        len(unique_ids),
    )


def region_picture(
    store: Store, chains: Sequence[str], graph_filter: SubgraphFilter, most: int = DEFAULT_ENTITIES
) -> Subgraph:
    """Return a region at a glance: its chains, its parks, and of each other type what has most statements.

    What hangs together with nothing else in the picture is left out.
    """
    ids = list(chains)
    for label, share in PICTURE_SHARES.items():
        limit = str(max(1, round(most * share)))
        ids += (row.id for row in fetch_rows(store, ListingRow, label=label, grain="named", limit=limit))
    unique_ids = list(dict.fromkeys(ids))
    entities = load_entities(store, unique_ids)
    kept_ids = [id_ for id_ in unique_ids if id_ in entities and entities[id_].label not in graph_filter.hidden][:most]
    statements = _between(store, kept_ids, graph_filter)
    linked = {end for statement in statements for end in (statement.source, statement.target)}
    shown = {id_: entities[id_] for id_ in kept_ids if id_ in linked}
    return Subgraph(shown, statements, (), len(shown))


def shortest_path(store: Store, start: str, end: str) -> list[str]:
    """Return the ids of the things along the shortest connection; empty when there is none of at most six steps."""
    query = find_query("connection")
    rows = store.read(query.cypher(store.name), query.values({"from": start, "to": end, "limit": "1"}))
    return list(rows[0]["ids"]) if rows else []


def load_entities(store: Store, ids: Sequence[str]) -> dict[str, EntityRef]:
    """Read the name, type and state of some entities; unknown ids are left out."""
    rows = fetch_rows(store, ThingsRow, entities=list(ids)) if ids else []
    return {
        row.id: EntityRef(
            id=row.id,
            name=row.name or "",
            label=row.label,
            kind=row.kind or "",
            existence=row.existence or "",
            granularity=row.granularity or "",
        )
        for row in rows
    }


def _between(store: Store, ids: Sequence[str], shown: SubgraphFilter) -> tuple[Statement, ...]:
    rows = fetch_rows(store, BetweenRow, entities=list(ids)) if ids else []
    return tuple(statement for statement in map(_statement, rows) if shown.accepts(statement))


def _ranked(statements: Sequence[Statement], opened: Sequence[str]) -> list[str]:
    weights: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for statement in statements:
        for end in {statement.source, statement.target} - set(opened):
            sure = statement.support == ESTABLISHED and statement.status == "existing"
            weights[end][0 if sure else 1] += 1
    return sorted(weights, key=lambda id_: (-weights[id_][0], -weights[id_][1], id_))


def _statement(row: NeighboursRow | BetweenRow) -> Statement:
    return Statement(
        id=row.statement,
        relation=row.relation,
        source=row.source_id,
        target=row.target_id,
        status=row.status,
        confidence=row.confidence,
        support=row.support,
        dataset=row.dataset,
        kind=row.kind or "",
        as_of=row.as_of or "",
        year=row.year,
        section=row.section or "",
        char_start=row.char_start,
        char_end=row.char_end,
        evidence=row.evidence,
        **cited_columns(row),
        note=row.note or "",
    )
