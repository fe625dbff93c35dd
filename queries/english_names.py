"""The English names of chains and segments, which stand in for the Chinese ones where English is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import msgspec

from graph.analysis.chain import Chain
from graph.store.store import Store
from queries.entity import EntityFacts
from queries.query_row import QueryRow, RowT
from queries.region import RegionAnalysis
from queries.rows.internal import EnglishNamesRow
from queries.run import Answer, fetch_rows
from queries.subgraph import EntityRef, Subgraph


@dataclass(frozen=True, eq=False)
class EnglishNames:
    """English names by id; without any, every name stays as it is."""

    by_id: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def fetch(cls, store: Store) -> EnglishNames:
        """Read the names that the loaded templates give."""
        return cls({row.id: row.name_en for row in fetch_rows(store, EnglishNamesRow)})

    def of(self, id_: str, name: str) -> str:
        """Return the English name of an entity, ``name`` where it has none."""
        return self.by_id.get(id_, name)

    def in_rows(self, rows: Iterable[RowT]) -> list[RowT]:
        """Return rows with the names of their chains and segments in English: column ``x`` by its ``x_id``."""
        return [self._in_row(row) for row in rows] if self.by_id else list(rows)

    def in_answer(self, answer: Answer) -> Answer:
        """Return an answer with the names of its chains and segments in English."""
        pairs = _pairs(answer.columns)
        if not pairs or not self.by_id:
            return answer
        return replace(answer, rows=tuple({**row, **self._changes(row, pairs)} for row in answer.rows))

    def in_entities(self, entities: Mapping[str, EntityRef]) -> Mapping[str, EntityRef]:
        """Return entities by id with the names of chains and segments in English."""
        if not self.by_id:
            return entities
        return {id_: replace(entity, name=self.of(id_, entity.name)) for id_, entity in entities.items()}

    def in_subgraph(self, graph: Subgraph) -> Subgraph:
        """Return a subgraph with the names of its chains and segments in English."""
        return replace(graph, entities=self.in_entities(graph.entities)) if self.by_id else graph

    def in_facts(self, facts: EntityFacts) -> EntityFacts:
        """Return what is known of an entity with its name in English, where it is a chain or segment, and its ties'."""
        if not self.by_id:
            return facts
        entity = replace(facts.entity, name=self.of(facts.entity.id, facts.entity.name))
        return replace(facts, entity=entity, statements=tuple(self.in_rows(facts.statements)))

    def in_analysis(self, analysis: RegionAnalysis) -> RegionAnalysis:
        """Return the same analysis with the names of its chains and segments in English."""
        coverages = {id_: replace(c, chain=self.in_chain(c.chain)) for id_, c in analysis.coverages.items()}
        return replace(analysis, coverages=coverages)

    def in_chain(self, chain: Chain) -> Chain:
        """Return the same chain with its name and its segments' in English."""
        segments = {s.id: replace(s, name=self.of(s.id, s.name)) for s in chain.segments.values()}
        return replace(chain, name=self.of(chain.id, chain.name), segments=segments)

    def _in_row(self, row: RowT) -> RowT:
        pairs = _pairs_of(type(row))
        changes = self._changes(row.as_dict(), pairs) if pairs else {}
        return msgspec.structs.replace(row, **changes) if changes else row

    def _changes(self, row: Mapping[str, Any], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
        return {column: self.by_id[row[key]] for column, key in pairs if row.get(key) in self.by_id}


@cache
def _pairs_of(row_type: type[QueryRow]) -> tuple[tuple[str, str], ...]:
    return _pairs(row_type.__struct_fields__)


def _pairs(columns: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the columns of names with the column of their id.

    >>> _pairs(["segment_id", "segment", "stage", "id", "name"])
    (('segment', 'segment_id'), ('name', 'id'))
    """
    known = list(columns)
    return tuple((c, key) for c in known if (key := "id" if c == "name" else f"{c}_id") in known)
