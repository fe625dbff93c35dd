"""A text that changes when a dataset changes: what was computed from the graph is kept until then."""

from __future__ import annotations

from collections.abc import Iterable

from graph.store.store import Store
from queries.reader import read_rows
from queries.rows.internal import DatasetVersionsRow


def fetch_graph_version(store: Store) -> str:
    """Read the version of all datasets."""
    return version_text(read_rows(store.read, DatasetVersionsRow))


def version_text(rows: Iterable[DatasetVersionsRow]) -> str:
    """Return ``id:fingerprint:state`` of each dataset, joined by ``;``."""
    return ";".join(f"{row.id}:{row.fingerprint}:{row.state}" for row in rows)
