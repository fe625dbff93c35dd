"""What a person decided, kept as a dataset: of two entities same or different, of a statement confirmed or wrong.

Nothing is overwritten: the newest judgement of a pair or a statement counts, ``open`` takes the older ones back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from typing import Any

import networkx as nx

from graph.model.records import Dataset, Node, statement_id
from graph.store import writes as cypher
from graph.store.store import Reader
from loaders.errors import LoadError
from loaders.records import RecordSet

JUDGEMENTS = Dataset(
    id="decisions",
    title="核对中的判断",
    publisher="本单位",
    licence="内部资料",
    note="同一与不同，确认与更正",
    precedence={"default": 1_000},
)
LIST_ID_PREFIX = "org:"  # of what only lists name: it gives way to an id that a dataset has chosen


@dataclass(frozen=True)
class Judgement:
    """One judgement. ``left`` and ``right`` are entities; of a statement only ``left``, its id.

    ``rule`` is what suggested it, ``reason`` what the person rests it on, ``at`` the time in ISO 8601.
    """

    verdict: str
    left: str
    right: str = ""
    rule: str = ""
    reason: str = ""
    who: str = ""
    at: str = ""
    id: str = ""

    @property
    def about(self) -> frozenset[str]:
        """The pair, or the statement."""
        return frozenset(filter(None, (self.left, self.right)))


def stored_judgements(read: Reader) -> list[Judgement]:
    """All that the store holds, in their order."""
    return [_decision(row["decision"]["properties"]) for row in read(cypher.stored_judgements(), {})]


def judgements_from(records: RecordSet) -> list[Judgement]:
    """The decisions that a version of the dataset holds."""
    return [_decision({**node.props, "id": node.id}) for node in records.nodes]


def _decision(props: Mapping[str, Any]) -> Judgement:
    names = [one.name for one in fields(Judgement)]
    return Judgement(**{name: str(props.get(name, "")) for name in names} | {"id": props["id"].partition(":")[2]})


def judgement_records(found: Sequence[Judgement]) -> RecordSet:
    """The decisions as a dataset."""
    nodes = []
    for one in found:
        props = {name: text for name, text in vars(one).items() if text and name != "id"}
        row = statement_id(JUDGEMENTS.id, one.id)
        nodes.append(
            Node(id=f"{JUDGEMENTS.id}:{one.id}", label="Decision", row=row, props={**props, "dataset": JUDGEMENTS.id})
        )
    return RecordSet(JUDGEMENTS, tuple(nodes))


def numbered(before: Sequence[Judgement], new: Iterable[Judgement], who: str, at: str) -> list[Judgement]:
    """New decisions with their number, who and when."""
    start = max((int(one.id.rpartition("D")[2]) for one in before), default=0) + 1
    return [
        Judgement(one.verdict, one.left, one.right, one.rule, one.reason, who, at, f"D{number:06}")
        for number, one in enumerate(new, start)
    ]


@dataclass(frozen=True)
class Linker:
    """What all decisions together say."""

    live: Mapping[frozenset[str], Judgement]

    @cached_property
    def clusters(self) -> Mapping[str, frozenset[str]]:
        """Each entity that is the same as another, with all of its kind."""
        return {id_: frozenset(found) for found in nx.connected_components(self._same) for id_ in found}

    @cached_property
    def _same(self) -> nx.Graph[str]:
        graph: nx.Graph[str] = nx.Graph()
        graph.add_edges_from((one.left, one.right) for one in self.live.values() if one.verdict == "same")
        return graph

    def canonical_id(self, id_: str) -> str:
        """The id under which an entity stands: one that a dataset has chosen before those of lists, then the first."""
        return min(self.clusters.get(id_, (id_,)), key=lambda one: (one.startswith(LIST_ID_PREFIX), one))

    def negative_judgement(self, left: str, right: str) -> Judgement | None:
        """The decision that two entities, or any two that they are the same as, are different."""
        ours, theirs = self.clusters.get(left, frozenset({left})), self.clusters.get(right, frozenset({right}))
        for pair, one in self.live.items():
            if (
                one.verdict == "different"
                and len(pair & ours) == len(pair & theirs) == 1
                and len(pair & (ours | theirs)) == 2
            ):
                return one
        return None

    def explain(self, left: str, right: str) -> list[Judgement]:
        """The decisions by which two entities are the same; none when they are not by decision."""
        if right not in self.clusters.get(left, ()):
            return []
        return [self.live[frozenset(pair)] for pair in pairwise(nx.shortest_path(self._same, left, right))]

    def contradictions(self) -> list[tuple[Judgement, list[Judgement]]]:
        """Pairs that are different by one decision and the same by others."""
        return [
            (one, way)
            for pair, one in self.live.items()
            if one.verdict == "different" and (way := self.explain(*sorted(pair)))
        ]


def build_linker(found: Iterable[Judgement]) -> Linker:
    """The newest decision of each pair and statement, without those that are taken back."""
    live: dict[frozenset[str], Judgement] = {}
    for one in found:
        live.pop(one.about, None)
        if one.verdict != "open":
            live[one.about] = one
    return Linker(live)


def check_consistent(found: Linker) -> None:
    """Raises LoadError when decisions contradict each other."""
    for one, way in found.contradictions():
        raise LoadError(
            "decision_contradicts",
            left=one.left,
            right=one.right,
            id=one.id,
            way=[f"{step.left} = {step.right} ({step.id})" for step in way],
        )
