"""What new decisions do: every dataset that speaks of what is judged differently is brought into their order."""

from __future__ import annotations

from dataclasses import replace

from graph.model.records import statement_id
from graph.model.schema import Schema
from graph.store import writes as cypher
from graph.store.store import Transaction
from loaders.errors import LoadError
from loaders.history.event import now
from loaders.history.log import last_version, original
from loaders.linking.judgements import (
    DATASET,
    Judged,
    check_decisions,
    decisions,
    decisions_of,
    judged,
    numbered,
    records_of,
)
from loaders.records import Records
from loaders.report import LoadReport, sum_counts
from loaders.sync.writer import Brought, Job, against, fitting, misfits, written


def decided(tx: Transaction, known: Schema, job: Job) -> Brought:
    """The decisions themselves, and every dataset that the difference touches; written at once.

    Raises:
        LoadError: decisions contradict each other, or what a dataset says would no longer fit.
    """
    before = decisions(tx.run)
    after = [*before, *numbered(before, job.new, job.occasion.who, now())] if job.new else decisions_of(job.records)
    old, order = judged(before), judged(after)
    check_decisions(order)
    followed = [_followed(tx, known, job, dataset, old, order) for dataset in _touched(tx, old, order)]
    found = against(tx, known, replace(job, records=records_of(after) if job.keep else job.records), order)
    written(tx, found)
    reports = [found.report, *(one.report for one in followed)]
    relabelled = sorted({id_ for one in followed for id_ in one.change.relabelled})
    for problem in misfits(tx.run, known, relabelled):
        raise LoadError("decision_misfit", dataset=job.records.dataset.title, reason=problem)
    nodes, said = (sum_counts(getattr(one, name) for one in reports) for name in ("nodes", "statements"))
    return replace(found, report=replace(found.report, nodes=nodes, statements=said), steps=())


def _followed(tx: Transaction, known: Schema, job: Job, dataset: str, old: Judged, order: Judged) -> Brought:
    """One dataset brought into the order; what came with a snapshot is kept as an event too, to be brought back."""
    if tx.run(cypher.said(), {"dataset": dataset})[0]["state"] != "ready":
        raise LoadError("dataset_loading", dataset=dataset)
    new = last_version(tx.run, dataset)[1] is None
    records = original(tx.run, known, dataset)
    if records is None:
        raise LoadError("version_gone", version=dataset)
    found = against(tx, known, Job(records, job.occasion, writer=job.writer), order, remember=new)
    _check_fit(tx, known, records, old, found.report)
    written(tx, found)
    return found


def _touched(tx: Transaction, old: Judged, new: Judged) -> list[str]:
    """The datasets that speak of what is judged differently now."""
    changed = {key for key in old.live.keys() | new.live.keys() if old.live.get(key) != new.live.get(key)}
    pairs = [id_ for key in changed if len(key) > 1 for id_ in key]
    ids = sorted({one for id_ in pairs for order in (old, new) for one in order.clusters.get(id_, (id_,))})
    loaded = [row["id"] for row in tx.run(cypher.ids("Dataset"))]
    rows = [statement_id(dataset, id_) for dataset in loaded for id_ in ids]
    found = {row["dataset"] for row in tx.run(cypher.speaking_of(), {"ids": ids, "rows": rows})} if ids else set()
    found |= {id_.partition("/")[0] for key in changed if len(key) == 1 for id_ in key}
    return sorted(found & set(loaded) - {DATASET.id})


def _check_fit(tx: Transaction, known: Schema, records: Records, old: Judged, report: LoadReport) -> None:
    """Raises LoadError when rows that stood by the old decisions would be refused by the new ones."""
    if report.refused and len(report.refused) > len(fitting(tx, known, records, old).records.refused):
        raise LoadError("decision_misfit", dataset=report.dataset, reason=report.refused[-1])
