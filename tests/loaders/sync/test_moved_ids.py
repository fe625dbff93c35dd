"""An id that a dataset gives up: what others said of it, and what was judged, follows to the new one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.history.event import LoadContext
from loaders.linking.judgements import Judgement
from loaders.pipeline import judge, load, undo, unload
from loaders.records import RecordSet
from tests.support.record_sets import listed
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import exported

OWN = {
    "edges.csv": "id,source_id,type,target_id,evidence\nR1,ent-c,LOCATED_IN,park-a,https://example.com/own\n",
}
RENAMED = {name: text.replace("ent-c", "ent-d") for name, text in TABLES.items()}


@pytest.fixture
def own(store: Store, tmp_path: Path) -> Store:
    """A store with the small plan, and a user's own statement about an entity of it."""
    load(store, read_dataset(folder(tmp_path)))
    load(store, read_dataset(folder(tmp_path, "own", OWN)))
    return store


def renamed(tmp_path: Path) -> RecordSet:
    """The small plan once it calls ent-c ent-d, and says so."""
    records = read_dataset(folder(tmp_path, tables=RENAMED))
    return replace(records, dataset=replace(records.dataset, moved_ids=("ent-c ent-d",)))


def statements_of(store: Store, id_: str) -> list[str]:
    rows = store.read("MATCH (:Entity {id: $id})-[r:LOCATED_IN]->() RETURN r.id AS id ORDER BY id", {"id": id_})
    return [row["id"] for row in rows]


def test_a_users_statement_follows_and_comes_back(own: Store, tmp_path: Path) -> None:
    before = exported(own)
    load(own, renamed(tmp_path))
    assert statements_of(own, "ent-d") == ["own/R1", "small/R4"]
    assert own.read("MATCH (n:Entity {id: 'ent-c'}) RETURN n.id AS id") == []
    load(own, read_dataset(folder(tmp_path)))
    assert exported(own) == before


def test_the_order_of_loading_does_not_matter(own: Store, tmp_path: Path) -> None:
    load(own, renamed(tmp_path))
    wanted = exported(own)
    unload(own, "own")
    unload(own, "small")
    load(own, read_dataset(folder(tmp_path, "own", OWN)))
    load(own, renamed(tmp_path))
    assert exported(own) == wanted
    unload(own, "own")
    load(own, read_dataset(folder(tmp_path, "own", OWN)))
    assert exported(own) == wanted


def test_a_judgement_follows(own: Store, tmp_path: Path) -> None:
    load(own, listed("list", "丙有限公司"))
    judge(
        own, [Judgement(verdict="same", left="org:丙有限公司", right="ent-c")], LoadContext(who="张三", action="decide")
    )
    load(own, renamed(tmp_path))
    (row,) = own.read("MATCH (n)<-[r:DESCRIBES {id: 'list/org:丙有限公司'}]-() RETURN n.id AS id")
    assert row["id"] == "ent-d"


def test_a_load_with_moved_ids_can_be_undone(own: Store, tmp_path: Path) -> None:
    before = exported(own)
    load(own, renamed(tmp_path))
    undo(own, "L3")
    assert exported(own) == before
