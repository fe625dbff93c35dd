"""A bit that a disk turned in a file of the engine's: found, never exported as right, mended by loading again."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graph.model.errors import StoreError
from graph.model.schema_file import default_schema
from graph.store.check import check_graph
from graph.store.embedded import folder as engine_folder
from graph.store.open import open_store
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from tests.support.small_datasets import folder
from tests.support.stores import exported

END_OF_LIST = b"\xff" * 9  # a link to the record -1:-1
STOP_SECONDS = 60  # how long an engine may take to leave its files on a busy machine


def turn_bit_of_edge_lists(home: Path) -> None:
    """Turn one bit in the end mark of a list of edges in each file: the engine looks for a record that cannot be."""
    for file in sorted((home / "databases").rglob("*_edges.*.bucket")):
        data = bytearray(file.read_bytes())
        if (start := data.find(END_OF_LIST)) >= 0:
            data[start + len(END_OF_LIST) - 1] ^= 4
            file.write_bytes(data)


def turn_bit(home: Path, text: str) -> None:
    """Turn one bit in the last character of a text, in the first file of records that holds it."""
    for file in sorted((home / "databases").rglob("*.bucket")):
        data = bytearray(file.read_bytes())
        if (start := data.find(text.encode())) >= 0:
            data[start + len(text.encode()) - 1] ^= 1
            file.write_bytes(data)
            return
    raise AssertionError(text)


def wait_for_end(home: Path) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    while engine_folder.is_running(home) and time.monotonic() < deadline:
        time.sleep(0.05)


@pytest.mark.parametrize("text", ["甲科技园", "existing", "small/R1"])
def test_a_turned_bit_is_found_refused_and_mended(home: Path, tmp_path: Path, text: str) -> None:
    path = folder(tmp_path)
    with open_store(f"embedded:{home}") as store:
        load(store, read_dataset(path))
        before = exported(store)
    wait_for_end(home)
    turn_bit(home, text)
    with open_store(f"embedded:{home}") as store:
        assert {row.dataset for row in check_graph(store, default_schema()).broken} == {"small"}
        with pytest.raises(StoreError, match="export_broken"):
            exported(store)
        load(store, read_dataset(path))
        assert check_graph(store, default_schema()).broken == ()
        assert exported(store) == before


def test_lists_of_edges_that_cannot_be_read_are_told_and_mended(home: Path, tmp_path: Path) -> None:
    path = folder(tmp_path)
    with open_store(f"embedded:{home}") as store:
        load(store, read_dataset(path))
        before = exported(store)
    wait_for_end(home)
    turn_bit_of_edge_lists(home)
    with open_store(f"embedded:{home}") as store:
        assert "" in {row.row for row in check_graph(store, default_schema()).broken}
        with pytest.raises(StoreError, match="store_damaged"):
            exported(store)
        load(store, read_dataset(path))
        assert check_graph(store, default_schema()).broken == ()
        assert exported(store) == before
