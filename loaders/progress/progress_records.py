"""The records of a progress report: an observation for each value, tied to its target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.analysis.plans.entry_match import TargetMatch
from graph.analysis.plans.matching import measure_mark
from graph.analysis.plans.period import parse_period
from graph.model.normalize import parse_number
from graph.model.records import Dataset, Edge, Evidence, Node, Value, statement_id
from loaders.progress.progress_table import ProgressEntry

ACTUAL = "actual"  # the measure of an achieved value


@dataclass(frozen=True)
class MatchedEntry:
    """A value of a report with its target; None: no target is likely, or a person has set it aside."""

    entry: ProgressEntry
    match: TargetMatch | None


def progress_records(matched: Sequence[MatchedEntry], dataset: Dataset) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Return the observations and the edges that tie them to their targets.

    A row's id is its measure and period, so that a corrected value replaces the earlier one when the report is loaded
    again.
    """
    nodes, edges = [], []
    for row, item in _with_ids(matched):
        if item.match is None:
            continue
        id_ = statement_id(dataset.id, row)
        location = item.entry.location
        nodes.append(
            Node(id=id_, label="Observation", row=id_, props=_props(item.entry, item.match, dataset), location=location)
        )
        edges.append(
            Edge(
                id=id_,
                type="HAS_OBSERVATION",
                source=item.match.target.id,
                target=id_,
                props={"dataset": dataset.id},
                location=location,
            )
        )
    return tuple(nodes), tuple(edges)


def _with_ids(matched: Sequence[MatchedEntry]) -> Iterator[tuple[str, MatchedEntry]]:
    seen: Counter[str] = Counter()
    for item in matched:
        entry = item.entry
        key = f"{measure_mark(entry.measure)}@{entry.period}" + (f"@{entry.subject}" if entry.subject else "")
        seen[key] += 1
        yield (f"{key}#{seen[key]}" if seen[key] > 1 else key), item


def _props(entry: ProgressEntry, match: TargetMatch, dataset: Dataset) -> dict[str, Value]:
    """Return an observation's properties; a value whose target is only proposed is a lead."""
    period = parse_period(entry.period)
    number = parse_number(entry.value)
    source = Evidence(
        source_ref=entry.location,
        title=entry.source or dataset.title,
        as_of=entry.period,
        year=period.last if period else None,
    )
    props: dict[str, Value] = {
        "measure": ACTUAL,
        "value": entry.value,
        "text": entry.measure,
        "period": entry.period,
        "support": "established" if match.is_sure else "lead",
        "dataset": dataset.id,
        **source.props(),
    }
    if number is not None:
        props["number"] = number
    if entry.unit:
        props["unit"] = entry.unit
    return props
