"""What decisions make of a dataset's records: ids of one entity become one, judged statements count or do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.model.records import Edge, Value
from loaders.linking.judgements import Judgement, Linker
from loaders.records import RecordSet


def canonicalise(records: RecordSet, linker: Linker) -> RecordSet:
    """The records as they shall stand; what a row itself said is not lost, its version is kept."""
    if not records.same and not linker.live:
        return records
    one_id = {id_: _one_id(id_, records, linker) for id_ in _ids(records)}
    moved = {id_: to for id_, to in one_id.items() if id_ != to}
    nodes = tuple(replace(node, id=moved[node.id]) if node.id in moved else node for node in records.nodes)
    return replace(records, nodes=nodes, edges=tuple(_edges(records.edges, moved, linker)))


def _ids(records: RecordSet) -> Iterator[str]:
    yield from (node.id for node in records.nodes)
    for edge in records.edges:
        yield from (edge.source, edge.target)


def _one_id(id_: str, records: RecordSet, linker: Linker) -> str:
    known = records.same.get(id_, id_)
    return linker.canonical_id(id_ if known != id_ and linker.negative_judgement(id_, known) else known)


def _edges(edges: Iterable[Edge], moved: dict[str, str], linker: Linker) -> Iterator[Edge]:
    for edge in edges:
        source, target = moved.get(edge.source, edge.source), moved.get(edge.target, edge.target)
        if (
            source == target and edge.source != edge.target
        ):  # what two names said of each other, one does not say of itself
            continue
        decision = linker.live.get(frozenset({edge.id}))
        if decision:
            yield replace(edge, source=source, target=target, props={**edge.props, **_verdict(edge, decision)})
        elif (source, target) != (edge.source, edge.target):
            yield replace(edge, source=source, target=target)
        else:
            yield edge


def _verdict(edge: Edge, decision: Judgement) -> dict[str, Value]:
    """A statement that was confirmed counts, one that is wrong does not; who said so and why stands beside."""
    said = "经核实" if decision.verdict == "confirmed" else "有更正"
    reason = f"：{decision.reason}" if decision.reason else ""
    note = f"{said}（{decision.who} {decision.at[:10]}）{reason}"
    before = str(edge.props.get("note", ""))
    noted: dict[str, Value] = {"note": f"{before}；{note}" if before else note}
    if decision.verdict == "confirmed":
        return {**noted, "support": "established", "confidence": "explicit"}
    return {**noted, "support": "lead"}
