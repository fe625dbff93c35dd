"""What new decisions do: every dataset that speaks of what is judged differently is brought into their order."""

from __future__ import annotations

from dataclasses import replace

from graph.model.records import statement_id
from graph.model.schema import Schema
from graph.store import writes as cypher
from graph.store.store import Transaction
from loaders.errors import LoadError
from loaders.history.event import timestamp
from loaders.history.log import last_version, source_records
from loaders.linking.judgements import (
    JUDGEMENTS,
    Linker,
    build_linker,
    check_consistent,
    judgement_records,
    judgements_from,
    numbered,
    stored_judgements,
)
from loaders.records import RecordSet
from loaders.report import LoadReport, sum_counts
from loaders.sync.writer import Job, SyncResult, diff_against_store, endpoint_violations, execute, rows_that_fit


def apply_judgements(tx: Transaction, schema: Schema, job: Job) -> SyncResult:
    """The decisions themselves, and every dataset that the difference touches; written at once.

    Raises:
        LoadError: decisions contradict each other, or what a dataset says would no longer fit.
    """
    before = stored_judgements(tx.run)
    after = (
        [*before, *numbered(before, job.new, job.occasion.who, timestamp())]
        if job.new
        else judgements_from(job.records)
    )
    old, order = build_linker(before), build_linker(after)
    check_consistent(order)
    followed = [_followed(tx, schema, job, dataset, old, order) for dataset in _touched(tx, old, order)]
    found = diff_against_store(
        tx, schema, replace(job, records=judgement_records(after) if job.keep else job.records), order
    )
    execute(tx, found)
    reports = [found.report, *(one.report for one in followed)]
    relabelled = sorted({id_ for one in followed for id_ in one.change.relabelled})
    for problem in endpoint_violations(tx.run, schema, relabelled):
        raise LoadError("decision_misfit", dataset=job.records.dataset.title, reason=problem)
    nodes, said = (sum_counts(getattr(one, name) for one in reports) for name in ("nodes", "statements"))
    return replace(found, report=replace(found.report, nodes=nodes, statements=said), steps=())


def _followed(tx: Transaction, schema: Schema, job: Job, dataset: str, old: Linker, linker: Linker) -> SyncResult:
    """One dataset brought into the order; what came with a snapshot is kept as an event too, to be brought back."""
    if tx.run(cypher.source_version(), {"dataset": dataset})[0]["state"] != "ready":
        raise LoadError("dataset_loading", dataset=dataset)
    new = last_version(tx.run, dataset)[1] is None
    records = source_records(tx.run, schema, dataset)
    if records is None:
        raise LoadError("version_gone", version=dataset)
    found = diff_against_store(tx, schema, Job(records, job.occasion, writer=job.writer), linker, remember=new)
    _check_fit(tx, schema, records, old, found.report)
    execute(tx, found)
    return found


def _touched(tx: Transaction, old: Linker, new: Linker) -> list[str]:
    """The datasets that speak of what is judged differently now."""
    changed = {key for key in old.live.keys() | new.live.keys() if old.live.get(key) != new.live.get(key)}
    pairs = [id_ for key in changed if len(key) > 1 for id_ in key]
    ids = sorted({one for id_ in pairs for order in (old, new) for one in order.clusters.get(id_, (id_,))})
    loaded = [row["id"] for row in tx.run(cypher.ids("Dataset"))]
    rows = [statement_id(dataset, id_) for dataset in loaded for id_ in ids]
    found = (
        {row["dataset"] for row in tx.run(cypher.datasets_mentioning(), {"ids": ids, "rows": rows})} if ids else set()
    )
    found |= {id_.partition("/")[0] for key in changed if len(key) == 1 for id_ in key}
    return sorted(found & set(loaded) - {JUDGEMENTS.id})


def _check_fit(tx: Transaction, schema: Schema, records: RecordSet, old: Linker, report: LoadReport) -> None:
    """Raises LoadError when rows that stood by the old decisions would be refused by the new ones."""
    if report.refused and len(report.refused) > len(rows_that_fit(tx, schema, records, old).records.refused):
        raise LoadError("decision_misfit", dataset=report.dataset, reason=report.refused[-1])
