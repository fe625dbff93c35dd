"""Read, map, check, compare, write, sweep: how a dataset gets into the store, and out of it again.

Up to ``ONE_TRANSACTION`` changes are written in one transaction. More go in batches, ordered so that a load that was
cut off is completed by running it again: a row's or statement's own record comes last, so what it entails is redone.
Until then the dataset's state is ``loading``.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from graph.model.errors import LiantuError, SchemaError, StoreError
from graph.model.records import Dataset, Edge
from graph.model.schema import Schema, schema
from graph.store import cypher
from graph.store.store import Store, Transaction, entity_label
from loaders.base import Loader, LoadError, LoadReport, Records
from loaders.check import Checked, check
from loaders.writer import BATCH, Step, Writer, parts

ONE_TRANSACTION = 20_000
Progress = Callable[[int, int], None]


def load(
    store: Store, loader: Loader, progress: Progress = lambda done, whole: None, *, dry: bool = False
) -> LoadReport:
    """Load a dataset: afterwards the store holds what it says, no more and no less, beside the others.

    Args:
        store: where to.
        loader: the source.
        progress: called with the records written and the records to write.
        dry: only see what would be done.

    Returns:
        What was added, changed, removed and refused.

    Raises:
        LoadError: the source is unusable. StoreError: the store failed; up to ``ONE_TRANSACTION`` changes, it then
            holds what it held before.
    """
    known = schema()
    store.setup(known)
    records = loader.records()
    loaded = {row["id"] for row in store.read("MATCH (d:Dataset {state: 'ready'}) RETURN d.id AS id")}
    report = _bring(store, known, records, progress, keep=True, dry=dry)
    return replace(report, not_loaded=tuple(sorted(set(records.refers_to) - loaded)))


def unload(store: Store, dataset: str) -> LoadReport:
    """Take a dataset out again: what remains is as if it had never been loaded.

    Raises:
        LoadError: it is not loaded.
    """
    known = schema()
    store.setup(known)
    if not store.read("MATCH (d:Dataset {id: $id}) RETURN d.id AS id", {"id": dataset}):
        raise LoadError("not_loaded", dataset=dataset)
    nothing = Records(Dataset(dataset, title=dataset, publisher="", licence=""))
    return _bring(store, known, nothing, lambda done, whole: None, keep=False)


def _labels(tx: Transaction, known: Schema, ids: Sequence[str], dataset: str) -> dict[str, str]:
    """The labels of what other datasets describe or refer to."""
    found: dict[str, str] = {}
    for anchor in known.anchors:
        text = cypher.present_elsewhere(anchor)
        for part in parts(ids, BATCH):
            rows = tx.run(text, {"ids": part, "dataset": dataset})
            found |= {row["id"]: entity_label(row["labels"]) for row in rows}
    return found


def _bring(
    store: Store, known: Schema, records: Records, progress: Progress, *, keep: bool, dry: bool = False
) -> LoadReport:
    """Check and write the difference: in one transaction when it is small, else batch by batch.

    The lock is taken first: what is checked and compared is what will be there when it is written.
    """
    token = uuid.uuid4().hex

    def at_once(tx: Transaction) -> tuple[Checked, Writer, bool]:
        tx.run(cypher.lock(), {"writer": token})
        checked = check(records, known, lambda ids: _labels(tx, known, ids, records.dataset.id))
        writer = Writer(known, checked, keep)
        change = writer.compare(tx)
        small = change.size <= ONE_TRANSACTION
        for statement, rows in writer.steps(change) if small and not dry else ():
            tx.run_rows(statement, rows)
        return checked, writer, small

    checked, writer, small = store.write(at_once)
    change = writer.change
    if not small and not dry:
        _in_batches(store, token, writer.steps(change), change.size, progress)
    progress(change.size, change.size)
    return LoadReport(
        records.dataset.id,
        change.rows.count,
        change.edges.count,
        declared=change.declared,
        refused=checked.records.refused,
        missing=checked.missing,
        misfits=() if dry else tuple(_misfits(store, known, change.relabelled)),
    )


def _in_batches(store: Store, token: str, steps: Iterable[Step], size: int, progress: Progress) -> None:
    done = 0

    def one(tx: Transaction, statement: str, rows: list[dict[str, object]]) -> None:
        if not tx.run(cypher.still_locked(), {"writer": token}):
            raise StoreError("load_overtaken")
        tx.run_rows(statement, rows)

    try:
        for statement, rows in steps:
            store.write(lambda tx, text=statement, part=rows: one(tx, text, part))  # type: ignore[misc]
            done += len(rows)
            progress(done, size)
    except LiantuError as problem:
        raise StoreError("load_cut_off", done=done, size=size, reason=problem) from problem


def _misfits(store: Store, known: Schema, ids: Sequence[str]) -> Iterator[LiantuError]:
    """The statements that joined something else while these entities were unknown, or of another type."""
    for part in parts(ids, BATCH):
        for row in store.read(cypher.edges_at(), {"ids": part}):
            edge = Edge(row["id"], row["type"], row["source"], row["target"], {}, row["dataset"])
            try:
                known.check_ends(edge, entity_label(row["source_labels"]), entity_label(row["target_labels"]))
            except SchemaError as problem:
                yield problem
