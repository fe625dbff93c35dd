"""Pairs of organisations that a person has to judge: in which order, of which chain, of which list."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.store.store import Store
from loaders.errors import LoadError
from loaders.history.log import load_events
from loaders.linking.candidates import CandidatePair, sureness
from loaders.service.linking import open_candidate_pairs
from queries.query import Parameter
from queries.rows.chains import HoldersRow
from queries.rows.quality import NamesRow
from queries.run import fetch_rows, resolve_id


@dataclass(frozen=True, eq=False)
class PairQueue:
    """The pairs to judge, in the order in which they are shown.

    Attributes:
        pairs: the pairs with an organisation of the dataset loaded last first, within them the surest.
        datasets: dataset -> the ids that it describes.
    """

    pairs: tuple[CandidatePair, ...]
    datasets: Mapping[str, frozenset[str]]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Return the number of pairs of each dataset that has one."""
        counts = {dataset: len(self.among(ids)) for dataset, ids in self.datasets.items()}
        return {dataset: count for dataset, count in counts.items() if count}

    def among(self, *scopes: Iterable[str]) -> list[CandidatePair]:
        """Return the pairs that have an id in each scope."""
        return [pair for pair in self.pairs if not any(pair.ids.isdisjoint(scope) for scope in scopes)]


def pair_queue(store: Store) -> PairQueue:
    """Return all pairs that a person has to judge."""
    datasets: dict[str, set[str]] = {}
    for row in fetch_rows(store, NamesRow):
        datasets.setdefault(row.dataset, set()).add(row.id)
    fresh = datasets.get(_last_loaded(store, datasets), set())
    pairs = sorted(open_candidate_pairs(store), key=lambda pair: (pair.ids.isdisjoint(fresh), sureness(pair)))
    return PairQueue(tuple(pairs), {dataset: frozenset(ids) for dataset, ids in datasets.items()})


def _last_loaded(store: Store, datasets: Container[str]) -> str:
    """Return which of some datasets was changed last; "" for none. Judgements and marks describe no organisation."""
    events = (event for event in reversed(load_events(store.read)) if event.touched and event.version)
    return next((event.dataset for event in events if event.dataset in datasets), "")


def ids_of_chain(store: Store, chain: str) -> frozenset[str]:
    """Return the organisations at the segments of a chain."""
    return frozenset(row.organisation_id for row in fetch_rows(store, HoldersRow, chain=chain))


def pairs_to_judge(store: Store, chain: str = "", dataset: str = "") -> Sequence[CandidatePair]:
    """Return the pairs to judge of a chain, of a list, or of both.

    Args:
        store: the store.
        chain: a chain's id or name; empty: all.
        dataset: a dataset's id; empty: all.

    Raises:
        UsageError: there is no such chain.
        LoadError: no such dataset is loaded.
    """
    queue = pair_queue(store)
    if dataset and dataset not in queue.datasets:
        raise LoadError("not_loaded", dataset=dataset)
    scopes = [queue.datasets[dataset]] if dataset else []
    if chain:
        scopes.append(ids_of_chain(store, resolve_id(store, Parameter("chain", "chain"), chain)))
    return queue.among(*scopes)
