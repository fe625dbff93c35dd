"""Apply judgements to a dataset's records: ids of one entity become one, judged statements count or do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.model.claim_text import ClaimParts, claim_text, parse_claim
from graph.model.records import Dataset, Edge, Node, Value
from loaders.linking.judgements import Judgement
from loaders.linking.linker import Linker
from loaders.records import RecordSet

OBSERVATION, OBSERVED = "Observation", "HAS_OBSERVATION"  # the node is the statement; its edge, of the same id, is none


def canonicalise(records: RecordSet, linker: Linker) -> RecordSet:
    """Return records with canonical ids and judged statements.

    What a row itself said is not lost: its dataset's source records are kept as a version.
    """
    if not records.same and linker.changes_nothing:
        return records
    canonical = {id_: _canonical_id(id_, records, linker) for id_ in _ids(records)}
    changed = {id_: to for id_, to in canonical.items() if id_ != to}
    nodes = tuple(_node(node, changed, linker) for node in records.nodes)
    edges = tuple(_edges(records.edges, changed, linker))
    return replace(records, dataset=_dataset(records.dataset, linker.moved), nodes=nodes, edges=edges)


def _dataset(dataset: Dataset, moved: Mapping[str, str]) -> Dataset:
    """Return a dataset whose region and completeness claims name current ids."""
    if not moved:
        return dataset
    claims = map(parse_claim, dataset.completeness_claims)
    return replace(
        dataset,
        region=moved.get(dataset.region, dataset.region),
        completeness_claims=tuple(sorted(_moved_claim(claim, moved) for claim in claims)),
    )


def _ids(records: RecordSet) -> Iterator[str]:
    yield from (node.id for node in records.nodes)
    for edge in records.edges:
        yield from (edge.source, edge.target)


def _canonical_id(id_: str, records: RecordSet, linker: Linker) -> str:
    """Return the id of the entity that a rule or a judgement finds a row to be; a negative judgement beats the rule."""
    linked_id = records.same.get(id_, id_)
    return linker.canonical_id(id_ if linked_id != id_ and linker.negative_judgement(id_, linked_id) else linked_id)


def _node(stated: Node, changed: Mapping[str, str], linker: Linker) -> Node:
    """Return a node with its current id; an observation is a statement, so it may be judged."""
    node = replace(stated, id=changed[stated.id]) if stated.id in changed else stated
    judgement = _judgement(node.id, linker) if node.label == OBSERVATION else None
    return replace(node, props={**node.props, **_verdict_props(node, judgement)}) if judgement else node


def _edges(edges: Iterable[Edge], changed: Mapping[str, str], linker: Linker) -> Iterator[Edge]:
    for stated in edges:
        edge = _with_current_region(stated, linker.moved)
        source, target = changed.get(edge.source, edge.source), changed.get(edge.target, edge.target)
        if source == target and edge.source != edge.target:
            continue  # a self-loop that the merge created: it was said of two names of one entity
        judgement = _judgement(edge.id, linker) if edge.type != OBSERVED else None
        if judgement:
            yield replace(edge, source=source, target=target, props={**edge.props, **_verdict_props(edge, judgement)})
        elif (source, target) != (edge.source, edge.target):
            yield replace(edge, source=source, target=target)
        else:
            yield edge


def _judgement(statement: str, linker: Linker) -> Judgement | None:
    return linker.live.get(frozenset({statement}))


def _with_current_region(edge: Edge, moved: Mapping[str, str]) -> Edge:
    region = edge.props.get("region")
    return replace(edge, props={**edge.props, "region": moved[region]}) if region in moved else edge  # type: ignore[index]


def _verdict_props(statement: Edge | Node, judgement: Judgement) -> dict[str, Value]:
    """Return what a verdict changes: a confirmed statement counts, a wrong one does not; the note says who and why."""
    verdict = "经核实" if judgement.verdict == "confirmed" else "有更正"
    reason = f"：{judgement.reason}" if judgement.reason else ""
    note = f"{verdict}（{judgement.who} {judgement.at[:10]}）{reason}"
    before = str(statement.props.get("note", ""))
    noted: dict[str, Value] = {"note": f"{before}；{note}" if before else note}
    if judgement.verdict != "confirmed":
        return {**noted, "support": "lead"}
    certainty = {"confidence": "explicit"} if isinstance(statement, Edge) else {}  # an observation has none
    return {**noted, **certainty, "support": "established"}


def _moved_claim(claim: ClaimParts, moved: Mapping[str, str]) -> str:
    segment = moved.get(claim.segment, claim.segment)
    return claim_text(claim.role, segment, claim.above, ignore_smaller=claim.ignore_smaller)
