"""The check between mapping and writing: every record against the schema, every end against what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.model.errors import LiantuError
from graph.model.records import Edge, Node
from graph.model.schema import STUB, Schema
from loaders.base import Records, RowError

R = TypeVar("R", Node, Edge)


@dataclass(frozen=True)
class Checked:
    """Records that fit the schema, and the labels of the ends that their edges join."""

    records: Records
    labels: Mapping[str, str]

    @property
    def waiting(self) -> tuple[str, ...]:
        """The ends that no loaded row describes."""
        return tuple(sorted(end for end, label in self.labels.items() if label == STUB))


def check(
    records: Records, schema: Schema, elsewhere: Callable[[Sequence[str]], Mapping[str, str]], closed: bool
) -> Checked:
    """Take out what breaks the schema; each refusal names its record and is kept.

    Args:
        records: what the loader mapped.
        schema: the schema.
        elsewhere: node ids -> labels, for ends that other datasets describe.
        closed: every dataset that this one refers to is loaded, so an end that nobody describes is a mistake.
    """
    refused = list(records.refused)
    nodes = list(_fitting(records.nodes, schema.check_node, lambda node: node.row, refused))
    edges = list(_fitting(records.edges, schema.check_edge, lambda edge: edge.type + edge.id, refused))
    own = {node.id: node.label for node in nodes}
    ends = sorted({end for edge in edges for end in (edge.source, edge.target)} - own.keys())
    labels = dict.fromkeys(ends, STUB) | dict(elsewhere(ends)) | own

    def check_ends(edge: Edge) -> None:
        for end in (edge.source, edge.target):
            if closed and labels[end] == STUB:
                raise RowError("unknown_end", origin=edge.origin, id=edge.id, end=end)
        schema.check_ends(edge, labels[edge.source], labels[edge.target])

    edges = list(_fitting(edges, check_ends, lambda edge: edge.type + edge.id, refused))
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    kept = replace(records, nodes=tuple(nodes), edges=tuple(edges), refused=tuple(refused))
    return Checked(kept, {end: labels[end] for end in joined | own.keys()})


def _fitting(
    found: Iterable[R], test: Callable[[R], None], key: Callable[[R], str], refused: list[LiantuError]
) -> Iterable[R]:
    seen: set[str] = set()
    for record in found:
        try:
            if key(record) in seen:
                raise RowError("row_twice", origin=record.origin, id=record.id)
            test(record)
        except LiantuError as problem:
            refused.append(problem)
            continue
        seen.add(key(record))
        yield record
