"""Everything known about one entity: what each dataset says, statements, observations, places in documents, leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.analysis.source_filter import SourceFilter
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.reader import read_rows
from queries.rows.internal import DocumentTextsOfRow
from queries.rows.quality import DescribedRow, LeadsRow, MentionsRow, ObservationsRow
from queries.rows.support import EverythingRow
from queries.run import fetch_rows
from queries.subgraph import EntityRef, load_entities

SAID = ("name", "label", "kind", "existence", "aliases", "district", "note")
AROUND = 80


@dataclass(frozen=True)
class AttributeBySource:
    """One property, and what each dataset says of it; ``differ`` when they do not agree."""

    name: str
    by_dataset: Mapping[str, str]

    @property
    def disagrees(self) -> bool:
        """Return whether the datasets say different things."""
        return len(set(self.by_dataset.values())) > 1


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A mention of the entity in a document: offsets in code points, and the text around when it was loaded."""

    document: str
    section: str
    char_start: int
    char_end: int
    before: str = ""
    named: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class EntityFacts:
    """The facts on the page of an entity: leads apart; ``datasets`` are the titles of those that describe it, by id."""

    entity: EntityRef
    attributes: tuple[AttributeBySource, ...]
    datasets: Mapping[str, str]
    statements: tuple[EverythingRow, ...]
    observations: tuple[tuple[str, tuple[ObservationsRow, ...]], ...]
    mentions: tuple[Mention, ...]
    leads: tuple[LeadsRow, ...]

    def filtered(self, source_filter: SourceFilter) -> EntityFacts:
        """Return the facts by the sources that a filter accepts."""

        def accepted(row: EverythingRow | ObservationsRow | LeadsRow) -> bool:
            return source_filter.accepts(year=row.year, grade=row.grade)

        observations = ((measure, tuple(filter(accepted, rows))) for measure, rows in self.observations)
        return replace(
            self,
            statements=tuple(filter(accepted, self.statements)),
            observations=tuple((measure, rows) for measure, rows in observations if rows),
            leads=tuple(filter(accepted, self.leads)),
        )

    def effective(self, name: str) -> str:
        """Return what the first dataset says of a property, "" where none says anything."""
        said = next((attribute for attribute in self.attributes if attribute.name == name), None)
        return next(iter(said.by_dataset.values())) if said else ""

    @property
    def row_count(self) -> int:
        """Return the number of statements, observations and leads."""
        return len(self.statements) + sum(len(rows) for _, rows in self.observations) + len(self.leads)

    @property
    def conflicts(self) -> tuple[tuple[str, tuple[ObservationsRow, ...]], ...]:
        """Return observations of one measure whose sources disagree."""
        return tuple((measure, rows) for measure, rows in self.observations if sources_disagree(rows))


def sources_disagree(rows: Sequence[ObservationsRow]) -> bool:
    """Return whether sources mark these observations as being in conflict."""
    groups = [row.conflict_group for row in rows if row.conflict_group]
    return len(groups) > len(set(groups)) or len(groups) > 1


def load_entity_facts(store: Store, entity: str) -> EntityFacts:
    """Read everything that is known of an entity.

    Raises:
        UsageError: there is no such entity.
    """
    entities = load_entities(store, [entity])
    if entity not in entities:
        raise UsageError("entity_unknown", text=entity)
    described = fetch_rows(store, DescribedRow, entity=entity)
    return EntityFacts(
        entity=entities[entity],
        attributes=_sayings(described),
        datasets={row.dataset: row.title or row.dataset for row in described},
        statements=tuple(fetch_rows(store, EverythingRow, entity=entity)),
        observations=_observations(fetch_rows(store, ObservationsRow, entity=entity)),
        mentions=_places(store, fetch_rows(store, MentionsRow, entity=entity)),
        leads=tuple(fetch_rows(store, LeadsRow, entity=entity)),
    )


def _sayings(described: Sequence[DescribedRow]) -> tuple[AttributeBySource, ...]:
    attributes = []
    for name in SAID:
        by_dataset: dict[str, str] = {}
        for row in described:
            value = getattr(row, name)
            if value:
                text = "、".join(value) if isinstance(value, tuple) else str(value)
                by_dataset.setdefault(row.dataset, text)
        if by_dataset:
            attributes.append(AttributeBySource(name, by_dataset))
    return tuple(attributes)


def _observations(rows: Sequence[ObservationsRow]) -> tuple[tuple[str, tuple[ObservationsRow, ...]], ...]:
    groups: dict[str, list[ObservationsRow]] = defaultdict(list)
    for row in rows:
        groups[row.measure].append(row)
    return tuple((measure, tuple(observations)) for measure, observations in sorted(groups.items()))


def _places(store: Store, mentions: Sequence[MentionsRow]) -> tuple[Mention, ...]:
    texts = _texts(store, {row.document_id for row in mentions})
    places = []
    for row in mentions:
        start, end = row.char_start, row.char_end
        text = texts.get(row.document_id, "")
        clause = (row.clause_start, row.clause_end)
        first, last = min(clause[0], start - AROUND // 2), max(clause[1], end)
        first, last = max(0, first, start - 2 * AROUND), min(last, end + 2 * AROUND)
        places.append(
            Mention(
                document=row.document,
                section=row.section,
                char_start=start,
                char_end=end,
                before=text[first:start],
                named=text[start:end],
                after=text[end:last],
            )
        )
    return tuple(places)


def _texts(store: Store, documents: set[str]) -> dict[str, str]:
    rows = read_rows(store.read, DocumentTextsOfRow, ids=sorted(documents))
    return {row.id: row.text for row in rows}
