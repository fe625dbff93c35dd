"""The canonical id of every entity, and why, by all judgements and moved ids together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import networkx as nx

from loaders.errors import LoadError
from loaders.linking.judgements import LIST_ID_PREFIX, Judgement


@dataclass(frozen=True)
class Linker:
    """The judgements that count, and the ids that datasets have given up.

    Attributes:
        live: the newest judgement of each pair of entities and of each statement.
        moved: an id that a dataset has given up -> the id that it uses instead.
    """

    live: Mapping[frozenset[str], Judgement]
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        """Return whether no record can be changed by it."""
        return not self.live and not self.moved

    @cached_property
    def clusters(self) -> Mapping[str, frozenset[str]]:
        """Return each entity that is the same as another -> all ids of that entity."""
        return {id_: frozenset(ids) for ids in nx.connected_components(self._same) for id_ in ids}

    @cached_property
    def _same(self) -> nx.Graph[str]:
        graph: nx.Graph[str] = nx.Graph()
        pairs = (judgement for judgement in self.live.values() if judgement.verdict == "same")
        graph.add_edges_from((judgement.left, judgement.right) for judgement in pairs)
        return graph

    @cached_property
    def _told_apart(self) -> frozenset[str]:
        """Return every id of the entities that a judgement tells apart: of all others it need not be sought."""
        pairs = (pair for pair, judgement in self.live.items() if judgement.verdict == "different")
        return frozenset(id_ for pair in pairs for one in pair for id_ in self.clusters.get(one, (one,)))

    def canonical_id(self, id_: str) -> str:
        """Return the id under which an entity is stored.

        Of the ids that are the same, one that a dataset has chosen comes before those of lists, then the first by name.
        """
        current = self.moved.get(id_, id_)
        return min(self.clusters.get(current, (current,)), key=lambda other: (other.startswith(LIST_ID_PREFIX), other))

    def negative_judgement(self, left: str, right: str) -> Judgement | None:
        """Return the judgement that two entities, or any two that they are the same as, are different."""
        if not self._told_apart.issuperset((left, right)):
            return None
        lefts, rights = self.clusters.get(left, frozenset({left})), self.clusters.get(right, frozenset({right}))
        for pair, judgement in self.live.items():
            apart = len(pair & lefts) == len(pair & rights) == 1 and len(pair & (lefts | rights)) == 2
            if judgement.verdict == "different" and apart:
                return judgement
        return None

    def is_judged(self, left: str, right: str) -> bool:
        """Return whether judgements say that the two are one, or two."""
        joined = frozenset((left, right)) in self.live or right in self.clusters.get(left, ())
        return joined or self.negative_judgement(left, right) is not None

    def explain(self, left: str, right: str) -> list[Judgement]:
        """Return the judgements by which two entities are the same; none where judgements do not join them."""
        if right not in self.clusters.get(left, ()):
            return []
        return [self.live[frozenset(pair)] for pair in pairwise(nx.shortest_path(self._same, left, right))]

    def contradictions(self) -> list[tuple[Judgement, list[Judgement]]]:
        """Return the judgements that two are different, each with the judgements by which they are the same."""
        return [
            (judgement, path)
            for pair, judgement in self.live.items()
            if judgement.verdict == "different" and (path := self.explain(*sorted(pair)))
        ]


def build_linker(judgements: Iterable[Judgement], moved: Mapping[str, str] | None = None) -> Linker:
    """Build the linker of judgements in the order in which they were made.

    Judgements follow a moved id: what was said of the old one holds of the new one.
    """
    moved = moved or {}
    live: dict[frozenset[str], Judgement] = {}
    for stored in judgements:
        left, right = moved.get(stored.left, stored.left), moved.get(stored.right, stored.right)
        judgement = replace(stored, left=left, right=right) if (left, right) != (stored.left, stored.right) else stored
        live.pop(judgement.about, None)
        if judgement.verdict != "open" and left != right:
            live[judgement.about] = judgement
    return Linker(live, moved)


def check_consistent(linker: Linker) -> None:
    """Check that judgements do not contradict each other.

    Raises:
        LoadError: two entities are different by one judgement and the same by others.
    """
    for judgement, path in linker.contradictions():
        raise LoadError(
            "decision_contradicts",
            left=judgement.left,
            right=judgement.right,
            id=judgement.id,
            way=[f"{step.left} = {step.right} ({step.id})" for step in path],
        )
