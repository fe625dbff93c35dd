"""Several writers at once: the end is that of one order of their loads, and every row is what was written."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.model.errors import LiantuError
from graph.model.schema_file import default_schema
from graph.store.check import check_graph
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load, unload
from loaders.sync.policy import DEFAULT_POLICY, WritePolicy
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import Server, exported

WRITERS = 4
ROUNDS = 3
NOT_LOADED = "not_loaded"
CUT_OFF = "load_cut_off"
# What a dataset shares with the others: entities, but no clauses and documents, which one dataset owns.
SHARED = {name: TABLES[name] for name in ("entities.csv", "segments.csv", "feeds.csv", "leads.csv")}


def at_once(server: Server, *jobs: Callable[[Store], object]) -> list[str]:
    """Run each job with a store of its own, all at the same time; return the codes of their errors."""

    def run(job: Callable[[Store], object]) -> str:
        with server.open() as store:
            try:
                job(store)
            except LiantuError as problem:
                return problem.code
        return ""

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def loading(path: Path, policy: WritePolicy = DEFAULT_POLICY) -> Callable[[Store], object]:
    return lambda store: load(store, read_dataset(path), policy=policy)


def test_four_writers_at_once_leave_what_they_would_one_after_the_other(server: Server, tmp_path: Path) -> None:
    paths = [folder(tmp_path, f"own-{number}", SHARED, f"precedence: {number}\n") for number in range(WRITERS)]
    store = server.empty()
    for path in paths:
        loading(path)(store)
    wanted = exported(store)
    server.empty()

    def work(path: Path) -> Callable[[Store], object]:
        def run(store: Store) -> None:
            for _ in range(ROUNDS):
                loading(path)(store)
                unload(store, path.name)
            loading(path)(store)

        return run

    assert at_once(server, *map(work, paths)) == [""] * WRITERS
    assert exported(store) == wanted
    assert check_graph(store, default_schema()).broken == ()


@pytest.mark.parametrize(
    "policy", [DEFAULT_POLICY, WritePolicy(batch_rows=3, single_transaction=0)], ids=["whole", "batches"]
)
def test_a_load_against_an_unload_of_one_dataset_is_all_or_nothing(
    server: Server, tmp_path: Path, policy: WritePolicy
) -> None:
    small, other = folder(tmp_path), folder(tmp_path, "other", SHARED)
    store = server.empty()
    loading(other)(store)
    without = exported(store)
    loading(small)(store)
    complete = exported(store)
    for _ in range(ROUNDS):
        codes = at_once(
            server, loading(small, policy), lambda store: unload(store, "small", policy=policy), loading(small, policy)
        )
        assert set(codes) <= {"", NOT_LOADED, CUT_OFF}
        if CUT_OFF in codes:  # a load in batches stops where another writer takes over, and is told to run again
            loading(small)(store)
        assert exported(store) in (without, complete)
        assert check_graph(store, default_schema()).broken == ()
    loading(small)(store)
    assert exported(store) == complete
