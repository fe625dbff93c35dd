"""What the store knows, as a file beside the run: tasks may run where the store is out of reach."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from graph.store.store import Store
from loaders.lists.entity_index import EntityIndex, build_entity_index
from queries.rows.chains import SegmentsRow
from queries.rows.quality import NamesRow
from queries.run import fetch_rows


class Known(msgspec.Struct, frozen=True):
    """The names of the store's entities, and the segments that a company may be placed at."""

    names: list[NamesRow]
    segments: list[SegmentsRow]


def known_bytes(store: Store, dataset: str) -> bytes:
    """Return what the store knows, without what only this dataset describes."""
    known = Known(fetch_rows(store, NamesRow, dataset=dataset), fetch_rows(store, SegmentsRow))
    return msgspec.json.encode(known)


@cache
def known_index(file: Path) -> EntityIndex:
    """Return the index of a file, built once in each process."""
    known = msgspec.json.decode(file.read_bytes(), type=Known)
    return build_entity_index(known.names, known.segments)
