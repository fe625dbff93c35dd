"""The datasets that a change of the linker touches: each is synced again from its own records."""

from __future__ import annotations

from graph.model.records import statement_id
from graph.store import reads
from graph.store.store import Reader
from loaders.linking.linker import Linker
from queries.reader import read_rows
from queries.rows.sync import DatasetsMentioningRow


def datasets_to_follow(read: Reader, before: Linker, after: Linker, changed_dataset: str) -> list[str]:
    """Return the loaded datasets that mention anything which is linked or judged differently now.

    Args:
        read: reads the store.
        before: the linker that the stored records were made by.
        after: the linker that holds now.
        changed_dataset: the dataset that changes the linker; it is synced by itself.
    """
    changed = {
        about for about in before.live.keys() | after.live.keys() if before.live.get(about) != after.live.get(about)
    }
    statements = {id_ for about in changed if len(about) == 1 for id_ in about}
    ids = _linked_ids(before, after, {id_ for about in changed if len(about) > 1 for id_ in about})
    loaded = {row["id"] for row in read(reads.ids("Dataset"), {})}
    rows = [statement_id(dataset, id_) for dataset in sorted(loaded) for id_ in ids]
    mentioning = {row.dataset for row in read_rows(read, DatasetsMentioningRow, ids=ids, rows=rows)} if ids else set()
    owning = {id_.partition("/")[0] for id_ in statements}
    return sorted((mentioning | owning) & loaded - {changed_dataset})


def _linked_ids(before: Linker, after: Linker, judged: set[str]) -> list[str]:
    """Return the ids of every entity that a changed judgement or a moved id is about, under all their names."""
    moved = {id_ for pair in before.moved.items() ^ after.moved.items() for id_ in pair}
    return sorted(
        {other for id_ in judged | moved for linker in (before, after) for other in linker.clusters.get(id_, (id_,))}
    )
