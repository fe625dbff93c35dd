"""The entities that the last loads changed, from the history."""

from __future__ import annotations

from pathlib import Path

from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.history.event import UNLOADING
from loaders.pipeline import load, unload
from loaders.service.recent_changes import recent_changes
from tests.support.small_datasets import TABLES, folder


def test_the_newest_load_comes_first_and_each_entity_once(store: Store, tmp_path: Path) -> None:
    assert recent_changes(store) == ()
    load(store, read_dataset(folder(tmp_path)))
    assert {change.id for change in recent_changes(store)} >= {"park-a", "inst-b", "ent-c"}
    assert all(change.is_new and change.event == "L1" for change in recent_changes(store))

    tables = {**TABLES, "entities.csv": TABLES["entities.csv"].replace("Park,甲园", "Park,甲园区")}
    load(store, read_dataset(folder(tmp_path, tables=tables)))
    first, *others = recent_changes(store)
    assert (first.id, first.is_new, first.event, first.title) == ("park-a", False, "L2", "小计划")
    assert "park-a" not in {change.id for change in others}
    assert {change.event for change in others} == {"L1"}


def test_the_product_s_own_datasets_are_no_change_when_they_are_first_loaded(bundled: Store) -> None:
    assert recent_changes(bundled) == ()


def test_what_an_unload_took_away_is_no_entity_that_changed(store: Store, tmp_path: Path) -> None:
    load(store, read_dataset(folder(tmp_path)))
    unload(store, "small", UNLOADING)
    assert recent_changes(store) == ()
