"""One industry chain in one region: its segments as a networkx.DiGraph, and what is stated about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import networkx as nx

T = TypeVar("T", "Holding", "Absence", "Claim")


@dataclass(frozen=True, slots=True)
class Segment:
    """A link of the chain; ``critical`` is the template's judgement."""

    id: str
    name: str
    stage: str
    critical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An established statement that an organisation is, or will be, active at a segment in a role."""

    id: str
    organisation: str
    segment: str
    role: str
    status: str
    dataset: str = ""
    year: int | None = None
    level: int | None = None
    share: float | None = None

    @property
    def is_existing(self) -> bool:
        """Whether it is there, not only planned or aspired."""
        return self.status == "existing"


@dataclass(frozen=True, slots=True)
class Absence:
    """A source says that the region has nobody at a segment in a role."""

    id: str
    segment: str
    role: str
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A dataset names everybody at a segment in a role (``members``, perhaps nobody): its silence is absence."""

    dataset: str
    segment: str
    role: str
    members: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, kw_only=True)
class Chain:
    """A chain and what is said of it. ``self_loops`` were dropped; ``undated`` and ``later`` left out by ``as_of``."""

    id: str
    name: str
    segments: Mapping[str, Segment]
    graph: nx.DiGraph[str]
    holdings: tuple[Holding, ...] = ()
    absences: tuple[Absence, ...] = ()
    claims: tuple[Claim, ...] = ()
    self_loops: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    def neighbours(self, segment: str) -> set[str]:
        """The direct neighbours of a segment, upstream and downstream."""
        return {*self.graph.predecessors(segment), *self.graph.successors(segment)}

    def as_of(self, year: int) -> Chain:
        """The chain as sources up to that year saw it: a lower bound.

        What is dated later is left out; what has no certain year too, and is listed in ``undated``.
        """
        said: list[Holding | Absence | Claim] = [*self.holdings, *self.absences, *self.claims]
        return replace(
            self,
            holdings=_until(self.holdings, year),
            absences=_until(self.absences, year),
            claims=_until(self.claims, year),
            undated=tuple(sorted(_name(one) for one in said if one.year is None)),
            later=tuple(sorted(_name(one) for one in said if one.year is not None and one.year > year)),
        )


def _until(said: tuple[T, ...], year: int) -> tuple[T, ...]:
    return tuple(one for one in said if one.year is not None and one.year <= year)


def _name(one: Holding | Absence | Claim) -> str:
    return f"{one.dataset}:{one.role} {one.segment}" if isinstance(one, Claim) else one.id


def build_chain(
    id_: str,
    name: str,
    *,
    segments: Iterable[Segment],
    feeds: Iterable[tuple[str, str]],
    holdings: Iterable[Holding] = (),
    absences: Iterable[Absence] = (),
    claims: Iterable[Claim] = (),
) -> Chain:
    """A chain from its parts; whatever stands at other segments is left out, self-loops are dropped and named."""
    known = {segment.id: segment for segment in sorted(segments, key=lambda segment: segment.id)}
    inside = sorted({(a, b) for a, b in feeds if a in known and b in known})
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(known)
    graph.add_edges_from((a, b) for a, b in inside if a != b)

    def here(said: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(sorted((one for one in said if one.segment in known), key=_name))

    loops = tuple(a for a, b in inside if a == b)
    return Chain(
        id=id_,
        name=name,
        segments=known,
        graph=graph,
        holdings=here(holdings),
        absences=here(absences),
        claims=here(claims),
        self_loops=loops,
    )
