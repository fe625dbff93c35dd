"""The graph is a function of the set of loaded datasets: whatever the order, the repeats, the interruptions."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model.errors import StoreError
from graph.store.store import Store, Transaction, open_store
from loaders import pipeline, writer
from loaders.base import LoadError, LoadReport
from loaders.folder import Folder, bundled
from loaders.pipeline import load, unload
from tests.conftest import exported
from tests.loaders.small import TABLES, folder

OWN = {
    "entities.csv": "id,label,name,existence,district\npark-a,Platform,甲平台,existing,乙区\n",
    "segments.csv": "id,chain_id,name,stage,critical\nx/two,chain-x,第二环(改),中游,是\n",
    "edges.csv": "id,source_id,type,target_id\ne1,park-a,SUPPORTS,ent-c\n",
}


def bring(store: Store, path: Path) -> LoadReport:
    return load(store, Folder(path, {}))


def test_loading_reports_and_loading_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    first = bring(store, folder(tmp_path))
    assert (first.nodes.added, first.statements.added, first.refused, first.waiting) == (14, 16, (), ())
    before = exported(store)
    again = bring(store, folder(tmp_path))
    assert not again.changed
    assert (again.nodes.unchanged, again.statements.unchanged) == (14, 16)
    assert exported(store) == before


def test_what_the_dataset_no_longer_says_is_swept(store: Store, tmp_path: Path) -> None:
    bring(store, folder(tmp_path))
    less = {name: text for name, text in TABLES.items() if name not in ("leads.csv", "absences.csv")}
    less["edges.csv"] = less["edges.csv"].replace(
        "R2,park-a,ATTRACTS,inst-b,,,aspired", "R2,park-a,ATTRACTS,inst-b,,,planned"
    )
    report = bring(store, folder(tmp_path, tables=less))
    assert (report.nodes.removed, report.statements.removed, report.statements.changed) == (1, 3, 1)
    fresh = exported(store)
    unload(store, "small")
    bring(store, folder(tmp_path, tables=less))
    assert exported(store) == fresh


def test_an_edge_whose_ends_move_is_made_anew(store: Store, tmp_path: Path) -> None:
    bring(store, folder(tmp_path))
    moved = {
        **TABLES,
        "edges.csv": TABLES["edges.csv"].replace("R1,bureau,SUPPORTS,park-a", "R1,bureau,SUPPORTS,inst-b"),
    }
    report = bring(store, folder(tmp_path, tables=moved))
    assert (report.statements.changed, report.statements.added, report.statements.removed) == (1, 0, 0)
    assert store.read("MATCH ()-[r:SUPPORTS {id: 'small/R1'}]->(b) RETURN b.id AS id") == [{"id": "inst-b"}]


def test_any_order_of_loading_and_unloading_gives_the_same_graph(store: Store, tmp_path: Path) -> None:
    small, own = folder(tmp_path), folder(tmp_path, "own", OWN, "refers_to: [small]\n")
    bring(store, small)
    alone = exported(store)
    bring(store, own)
    both = exported(store)
    assert both != alone
    unload(store, "own")
    assert exported(store) == alone
    unload(store, "small")
    report = bring(store, own)
    assert report.waiting == ("chain-x", "ent-c")
    own_alone = exported(store)
    bring(store, small)
    assert exported(store) == both
    unload(store, "small")
    assert exported(store) == own_alone
    unload(store, "own")
    assert exported(store).count("\n") == 1


def test_a_user_s_dataset_corrects_what_it_outweighs(store: Store, tmp_path: Path) -> None:
    bring(store, folder(tmp_path, more="precedence: 10\n"))
    bring(store, folder(tmp_path, "own", OWN))
    row = store.read(
        "MATCH (n:Entity {id: 'park-a'}) RETURN labels(n) AS labels, n.name AS name, n.aliases AS aliases"
    )[0]
    assert sorted(row["labels"]) == ["Entity", "Platform"]
    assert (row["name"], row["aliases"]) == ("甲平台", ["甲", "甲园", "甲科技园"])
    assert store.read("MATCH (s:Segment {id: 'x/two'}) RETURN s.stage AS stage, s.critical AS c") == [
        {"stage": "中游", "c": "是"}
    ]


def test_existence_follows_the_statements(store: Store, tmp_path: Path) -> None:
    bring(store, folder(tmp_path))
    found = {row["id"]: row["e"] for row in store.read("MATCH (n:Entity) RETURN n.id AS id, n.existence AS e")}
    assert (found["park-a"], found["inst-b"], found["ent-c"]) == ("existing", "planned", "existing")
    gone = {**TABLES, "edges.csv": TABLES["edges.csv"].replace("existing", "planned")}
    bring(store, folder(tmp_path, tables=gone))
    assert store.read("MATCH (n:Entity {id: 'ent-c'}) RETURN n.existence AS e") == [{"e": "planned"}]


def test_refused_rows_are_named_and_the_rest_is_loaded(store: Store, tmp_path: Path) -> None:
    bad = (
        TABLES["edges.csv"]
        + "R7,x/one,SUPPORTS,park-a,,,,,,,,\nR8,bureau,SUPPORTS,nobody,,,,,,,,\nR1,bureau,SUPPORTS,inst-b,,,,,,,,\n"
    )
    report = bring(store, folder(tmp_path, tables={**TABLES, "edges.csv": bad}))
    assert sorted((p.code, p.fields["origin"]) for p in report.refused) == [
        ("row_twice", "edges.csv:8"),
        ("unknown_end", "edges.csv:7"),
        ("wrong_ends", "edges.csv:6"),
    ]
    assert report.statements.added == 16


def test_rows_too_large_for_one_message_are_sent_in_pieces(store: Store, tmp_path: Path) -> None:
    lines = "".join(f"e{n},Enterprise,企业{n},{'长' * 1_500}\n" for n in range(4_500))
    report = bring(store, folder(tmp_path, tables={"entities.csv": "id,label,name,note\n" + lines}))
    assert report.nodes.added == 4_500


def test_an_unloaded_dataset_is_told(store: Store) -> None:
    with pytest.raises(LoadError, match="not_loaded"):
        unload(store, "never")


def test_a_failure_in_the_middle_leaves_the_old_state(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(store, folder(tmp_path))
    before = exported(store)
    steps = writer.Writer.steps

    def broken(self: writer.Writer, change: writer.Change):  # type: ignore[no-untyped-def]
        yield from itertools.islice(steps(self, change), 4)
        raise StoreError("store_lost", reason="test")

    monkeypatch.setattr(writer.Writer, "steps", broken)
    with pytest.raises(StoreError):
        bring(store, folder(tmp_path, tables={**TABLES, "edges.csv": TABLES["edges.csv"].replace("R4", "R5")}))
    assert exported(store) == before


def test_a_large_load_in_batches_equals_one_transaction(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(store, folder(tmp_path))
    whole = exported(store)
    unload(store, "small")
    monkeypatch.setattr(pipeline, "ONE_TRANSACTION", 0)
    monkeypatch.setattr(writer, "BATCH", 3)
    bring(store, folder(tmp_path))
    assert exported(store) == whole


LESS = {
    **{
        name: text
        for name, text in TABLES.items()
        if name not in ("leads.csv", "clauses.csv", "mentions.csv", "documents.csv")
    },
    "entities.csv": TABLES["entities.csv"].replace("inst-b,Institute,乙院,,,planned\n", ""),
    "edges.csv": "\n".join(line for line in TABLES["edges.csv"].splitlines() if line[:2] not in ("R2", "R3", "R4"))
    + "\n",
}


def cut_off(store: Store, after: int, monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> None:
    """Do some work in tiny batches, and let the store go away after some of them."""
    write, calls = store.write, itertools.count()

    def cut(step):  # type: ignore[no-untyped-def]
        if next(calls) > after:
            raise StoreError("store_lost", reason="test")
        return write(step)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "ONE_TRANSACTION", 0)
        patch.setattr(writer, "BATCH", 3)
        patch.setattr(store, "write", cut)
        with pytest.raises(StoreError):
            work()


@pytest.mark.parametrize("after", [1, 3, 7, 12, 15, 18])
@pytest.mark.parametrize("then", ["again", "less", "unload"])
def test_a_large_load_that_was_cut_off_leaves_nothing_behind(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, then: str
) -> None:
    own = folder(tmp_path, "own", OWN, "refers_to: [small]\n")
    bring(store, own)
    if then != "unload":
        bring(store, folder(tmp_path, tables=LESS if then == "less" else None))
    wanted = exported(store)
    if then != "unload":
        unload(store, "small")
    cut_off(store, after, monkeypatch, lambda: bring(store, folder(tmp_path)))
    if then == "unload":
        unload(store, "small")
    else:
        bring(store, folder(tmp_path, tables=LESS if then == "less" else None))
    assert exported(store) == wanted


@pytest.mark.parametrize("after", [1, 4, 8])
def test_a_large_unload_that_was_cut_off_is_mended_by_the_next_load(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    own = folder(tmp_path, "own", OWN, "refers_to: [small]\n")
    bring(store, own)
    bring(store, folder(tmp_path))
    wanted = exported(store)
    cut_off(store, after, monkeypatch, lambda: unload(store, "small"))
    bring(store, folder(tmp_path))
    assert exported(store) == wanted


LOADER = """
import sys
from pathlib import Path
from graph.store.store import open_store
from loaders.folder import Folder
from loaders.pipeline import load
with open_store(sys.argv[1], *sys.argv[3:]) as store:
    print("begin", flush=True)
    load(store, Folder(Path(sys.argv[2]), {}))
"""


@pytest.mark.parametrize("milliseconds", [50, 250, 600])
def test_killing_the_loader_leaves_a_graph_that_the_next_load_completes(
    server, tmp_path: Path, milliseconds: int
) -> None:  # type: ignore[no-untyped-def]
    path = bundled()["changzhou-public"]
    store = server.empty()
    arguments = [server.url, str(path), *filter(None, (server.user, server.password))]
    process = subprocess.Popen([sys.executable, "-c", LOADER, *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "begin\n"
    try:
        process.wait(milliseconds / 1000)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    bring(store, path)
    completed = exported(store)
    server.empty()
    bring(store, path)
    assert exported(store) == completed


def test_killing_the_engine_in_the_middle_of_a_load(tmp_path: Path) -> None:
    import psutil

    url = f"embedded:{tmp_path / 'store'}"
    with open_store(url) as store:
        path = bundled()["changzhou-2018"]
        bring(store, path)
        whole = exported(store)
        unload(store, "changzhou-2018")
        java = next(
            p
            for p in psutil.process_iter(["cmdline"])
            if any(str(tmp_path) in part and "java.options" in part for part in p.info["cmdline"] or [])
        )

        def kill(tx: Transaction) -> None:
            tx.run("CREATE (:Entity:Park {id: 'half', name: '半'})")
            java.kill()
            java.wait(30)
            tx.run("CREATE (:Entity:Park {id: 'way', name: '半'})")

        with pytest.raises(StoreError, match="store_lost"):
            store.write(kill)
        bring(store, path)
        assert exported(store) == whole
