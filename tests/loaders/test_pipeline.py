"""The graph is a function of the set of loaded datasets: whatever the order, the repeats, the interruptions."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.model.errors import StoreError
from graph.model.records import Dataset, Edge, Node
from graph.model.schema_file import default_schema
from graph.store import writes as cypher
from graph.store.batching import WriteOp
from graph.store.columns import edge_columns, to_row
from graph.store.open import open_store
from graph.store.search import search
from graph.store.store import Store
from graph.store.transaction import Transaction
from loaders.dataset.folder import bundled, read_dataset
from loaders.errors import LoadError
from loaders.pipeline import load, unload
from loaders.records import RecordSet
from loaders.report import LoadReport
from loaders.sync import session as sync_session
from loaders.sync.plan import plan
from loaders.sync.policy import DEFAULT_POLICY, WritePolicy
from tests.support.interruptions import BATCHES_OF_THREE, cut_off
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import Server, exported

OWN = {
    "entities.csv": "id,label,name,existence,district\npark-a,Platform,甲平台,existing,乙区\n",
    "segments.csv": "id,chain_id,name,stage,critical\nx/two,chain-x,第二环(改),中游,是\n",
    "edges.csv": "id,source_id,type,target_id\ne1,park-a,SUPPORTS,ent-c\n",
}


def load_folder(store: Store, path: Path, policy: WritePolicy = DEFAULT_POLICY) -> LoadReport:
    return load(store, read_dataset(path), policy=policy)


def test_loading_reports_and_loading_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    first = load_folder(store, folder(tmp_path))
    assert (first.nodes.added, first.statements.added, first.refused, first.dangling) == (14, 16, (), ())
    before = exported(store)
    again = load_folder(store, folder(tmp_path))
    assert not again.changed
    assert (again.nodes.unchanged, again.statements.unchanged) == (14, 16)
    assert exported(store) == before


def test_what_the_dataset_no_longer_says_is_swept(store: Store, tmp_path: Path) -> None:
    load_folder(store, folder(tmp_path))
    less = {name: text for name, text in TABLES.items() if name not in ("leads.csv", "absences.csv")}
    less["edges.csv"] = less["edges.csv"].replace(
        "R2,park-a,ATTRACTS,inst-b,,,aspired", "R2,park-a,ATTRACTS,inst-b,,,planned"
    )
    report = load_folder(store, folder(tmp_path, tables=less))
    assert (report.nodes.removed, report.statements.removed, report.statements.changed) == (1, 3, 1)
    fresh = exported(store)
    unload(store, "small")
    load_folder(store, folder(tmp_path, tables=less))
    assert exported(store) == fresh


def test_an_edge_whose_endpoints_change_is_created_again(store: Store, tmp_path: Path) -> None:
    load_folder(store, folder(tmp_path))
    moved = {
        **TABLES,
        "edges.csv": TABLES["edges.csv"].replace("R1,bureau,SUPPORTS,park-a", "R1,bureau,SUPPORTS,inst-b"),
    }
    report = load_folder(store, folder(tmp_path, tables=moved))
    assert (report.statements.changed, report.statements.added, report.statements.removed) == (1, 0, 0)
    assert store.read("MATCH ()-[r:SUPPORTS {id: 'small/R1'}]->(b) RETURN b.id AS id") == [{"id": "inst-b"}]


def test_any_order_of_loading_and_unloading_gives_the_same_graph(store: Store, tmp_path: Path) -> None:
    small, own = folder(tmp_path), folder(tmp_path, "own", OWN, "refers_to: [small]\n")
    load_folder(store, small)
    alone = exported(store)
    load_folder(store, own)
    both = exported(store)
    assert both != alone
    unload(store, "own")
    assert exported(store) == alone
    unload(store, "small")
    report = load_folder(store, own)
    assert [one.id for one in report.dangling] == ["chain-x", "ent-c", "reg-x"]
    assert report.not_loaded == ("small",)
    own_alone = exported(store)
    load_folder(store, small)
    assert exported(store) == both
    unload(store, "small")
    assert exported(store) == own_alone
    unload(store, "own")
    assert exported(store).count("\n") == 2


def test_a_user_s_dataset_corrects_what_it_outweighs(store: Store, tmp_path: Path) -> None:
    load_folder(store, folder(tmp_path, more="precedence: 10\n"))
    load_folder(store, folder(tmp_path, "own", OWN))
    row = store.read(
        "MATCH (n:Entity {id: 'park-a'}) RETURN labels(n) AS labels, n.name AS name, n.aliases AS aliases"
    )[0]
    assert sorted(row["labels"]) == ["Entity", "Platform"]
    assert (row["name"], row["aliases"]) == ("甲平台", ["甲", "甲园", "甲科技园"])
    assert store.read("MATCH (s:Segment {id: 'x/two'}) RETURN s.stage AS stage, s.critical AS c") == [
        {"stage": "中游", "c": "是"}
    ]


def test_existence_follows_the_statements(store: Store, tmp_path: Path) -> None:
    load_folder(store, folder(tmp_path))
    found = {row["id"]: row["e"] for row in store.read("MATCH (n:Entity) RETURN n.id AS id, n.existence AS e")}
    assert (found["park-a"], found["inst-b"], found["ent-c"]) == ("existing", "planned", "existing")
    gone = {**TABLES, "edges.csv": TABLES["edges.csv"].replace("existing", "planned")}
    load_folder(store, folder(tmp_path, tables=gone))
    assert store.read("MATCH (n:Entity {id: 'ent-c'}) RETURN n.existence AS e") == [{"e": "planned"}]


def test_refused_rows_are_named_and_the_rest_is_loaded(store: Store, tmp_path: Path) -> None:
    bad = TABLES["edges.csv"] + "R7,x/one,SUPPORTS,park-a,,,,,,,,\nR1,bureau,SUPPORTS,inst-b,,,,,,,,\n"
    report = load_folder(store, folder(tmp_path, tables={**TABLES, "edges.csv": bad}))
    assert sorted((p.code, p.fields["origin"]) for p in report.refused) == [
        ("row_twice", "edges.csv:7"),
        ("wrong_ends", "edges.csv:6"),
    ]
    assert report.statements.added == 16


def test_a_dangling_endpoint_is_kept_and_reported_whatever_is_loaded(store: Store, tmp_path: Path) -> None:
    typo = {**OWN, "edges.csv": OWN["edges.csv"] + "e2,nobody,SUPPORTS,ent-c\n"}
    more = "refers_to: [small]\ncomplete: [{role: production, segments: [x/none]}]\n"
    own = folder(tmp_path, "own", typo, more)
    before = load_folder(store, own)
    load_folder(store, folder(tmp_path))
    both = exported(store)
    after = load_folder(store, own)
    assert not after.changed
    assert exported(store) == both
    assert [(one.id, one.location) for one in after.dangling] == [("nobody", "edges.csv:3"), ("x/none", "dataset.yaml")]
    assert ([one.id for one in before.dangling], before.not_loaded) == (
        ["chain-x", "ent-c", "nobody", "reg-x", "x/none"],
        ("small",),
    )


def test_a_statement_that_a_later_load_makes_invalid_is_reported(store: Store, tmp_path: Path) -> None:
    edges = {"edges.csv": "id,source_id,type,target_id\ne1,park-a,HOSTS,later\n"}
    load_folder(store, folder(tmp_path))
    load_folder(store, folder(tmp_path, "own", edges))
    report = load_folder(store, folder(tmp_path, "third", {"entities.csv": "id,label,name\nlater,Region,某地\n"}))
    assert [(fault.code, fault.fields["id"], fault.fields["origin"]) for fault in report.endpoint_violations] == [
        ("wrong_ends", "own/e1", "own")
    ]


def test_a_row_is_taken_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    tables = {
        **TABLES,
        "observations.csv": TABLES["observations.csv"] + "o3,small/0-8,output,7,,\no4,ent-c,output,9,,\n",
        "leads.csv": TABLES["leads.csv"] + "l2,丁,某事,ent-c|small/0-8,,,guess,官网\n",
        "segments.csv": TABLES["segments.csv"] + "x/three,park-a,第三环,下游,否,\n",
    }
    report = load_folder(store, folder(tmp_path, tables=tables))
    assert [fault.code for fault in report.refused] == ["wrong_ends"] * 3
    assert {fault.fields["origin"] for fault in report.refused} == {
        "observations.csv:4",
        "leads.csv:3",
        "segments.csv:4",
    }
    assert (report.nodes.added, report.statements.added) == (15, 17)
    assert store.read("MATCH (n) WHERE n.id IN ['small/o3', 'small/l2', 'x/three'] RETURN n.id AS id") == []


CLAUSE = {
    "documents.csv": TABLES["documents.csv"],
    "clauses.csv": TABLES["clauses.csv"],
    "mentions.csv": TABLES["mentions.csv"],
}


def test_another_dataset_s_documents_and_clauses_are_not_taken_over(store: Store, tmp_path: Path) -> None:
    load_folder(store, folder(tmp_path))
    before = exported(store)
    same = load_folder(store, folder(tmp_path, "own", CLAUSE))
    assert {fault.code for fault in same.refused} == {"id_taken", "end_of_another"}
    assert not (same.nodes.touched or same.statements.touched)
    foreign = load_folder(store, folder(tmp_path, "own", {"mentions.csv": TABLES["mentions.csv"]}))
    assert [fault.code for fault in foreign.refused] == ["end_of_another"] * 2
    unload(store, "own")
    assert exported(store) == before


def test_a_mention_in_an_unknown_clause_is_refused(store: Store, tmp_path: Path) -> None:
    report = load_folder(store, folder(tmp_path, "own", {"mentions.csv": TABLES["mentions.csv"]}))
    assert [fault.code for fault in report.refused] == ["unknown_end"] * 2


@pytest.mark.parametrize("id_", ["small", "doc-small", "small/o1", "small/0-8"])
def test_an_id_names_one_kind_of_record(store: Store, tmp_path: Path, id_: str) -> None:
    entities = TABLES["entities.csv"] + f"{id_},Park,同号园,,,\n"
    report = load_folder(store, folder(tmp_path, tables={**TABLES, "entities.csv": entities}))
    taken = id_ != "small"
    assert bool({"id_taken", "row_twice"} & {fault.code for fault in report.refused}) is taken
    before = exported(store)
    assert not load_folder(store, folder(tmp_path, tables={**TABLES, "entities.csv": entities})).changed
    assert exported(store) == before
    unload(store, "small")
    assert store.read("MATCH (n) WHERE NOT n:Graph AND NOT n:LoadEvent AND NOT n:Version RETURN n.id AS id") == []


def test_an_id_that_becomes_another_kind_of_record_is_reported(store: Store, tmp_path: Path) -> None:
    load_folder(store, folder(tmp_path, tables={"documents.csv": "id,title\nk,文件\n"}))
    before = exported(store)
    with pytest.raises(LoadError, match="id_of_another_kind"):
        load_folder(store, folder(tmp_path, tables={"entities.csv": "id,label,name\nk,Park,园\n"}))
    assert exported(store) == before


def test_a_large_load_that_another_overtakes_says_so_and_is_mended(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, own = folder(tmp_path), folder(tmp_path, "own", OWN)
    load_folder(store, own)
    load_folder(store, small)
    wanted = exported(store)
    unload(store, "own")
    unload(store, "small")
    write, calls = store.write, itertools.count()

    def overtaken(step):  # type: ignore[no-untyped-def]
        if next(calls) == 5:
            with monkeypatch.context() as quiet:
                quiet.setattr(store, "write", write)
                load_folder(store, own)
        return write(step)

    with monkeypatch.context() as patch:
        patch.setattr(store, "write", overtaken)
        with pytest.raises(StoreError, match=r"load_cut_off.*load_overtaken"):
            load_folder(store, small, BATCHES_OF_THREE)
    load_folder(store, small)
    assert exported(store) == wanted


def test_one_document_of_two_loads_at_once_is_one_s(server: Server, tmp_path: Path) -> None:
    store = server.empty()
    store.setup(default_schema())
    loaders = []
    for path in (folder(tmp_path, f"own-{n}", CLAUSE) for n in range(3)):
        arguments = [server.url, str(path), *filter(None, (server.user, server.password))]
        loaders.append(subprocess.Popen([sys.executable, "-c", LOADER, *arguments], stderr=subprocess.PIPE))
    assert [process.communicate()[1] for process in loaders] == [b""] * 3
    owners = store.read("MATCH (d:Dataset)-[:DESCRIBES]->(:Document) RETURN count(*) AS n")
    assert owners == [{"n": 1}]


def test_a_mistyped_region_is_reported(store: Store, tmp_path: Path) -> None:
    edges = TABLES["edges.csv"].replace("production,reg-x", "production,rge-x")
    report = load_folder(store, folder(tmp_path, tables={**TABLES, "edges.csv": edges}))
    assert [(one.id, one.location) for one in report.dangling] == [("rge-x", "edges.csv:4")]


def test_a_lead_may_name_a_thing_twice(store: Store, tmp_path: Path) -> None:
    leads = TABLES["leads.csv"].replace("ent-c,x/two", "ent-c|x/two,x/two")
    assert load_folder(store, folder(tmp_path, tables={**TABLES, "leads.csv": leads})).refused == ()


def test_the_declaration_alone_may_change(store: Store, tmp_path: Path) -> None:
    load_folder(store, folder(tmp_path))
    report = load_folder(store, folder(tmp_path, more="note: 新说明\n"))
    assert report.changed
    assert report.declared
    assert not report.nodes.touched
    assert store.read("MATCH (d:Dataset {id: 'small'}) RETURN d.note AS note") == [{"note": "新说明"}]


def test_counts_are_of_the_rows_that_were_taken(store: Store, tmp_path: Path) -> None:
    bad = TABLES["edges.csv"] + "R7,x/one,SUPPORTS,park-a,,,,,,,,\n"
    with pytest.raises(LoadError, match="count_out_of_range"):
        load_folder(store, folder(tmp_path, tables={**TABLES, "edges.csv": bad}, more="counts: {edges: [5, 5]}\n"))
    assert load_folder(
        store, folder(tmp_path, tables={**TABLES, "edges.csv": bad}, more="counts: {edges: [4, 4]}\n")
    ).changed


def test_an_edge_that_the_store_did_not_make_stops_the_load(store: Store) -> None:
    store.setup(default_schema())
    row = ["none", "none", *to_row({"id": "x"}, edge_columns(default_schema(), "SUPPORTS"))]
    with pytest.raises(StoreError, match="store_incomplete"):
        store.write(
            lambda tx: tx.run_rows(cypher.create_edges(default_schema(), "SUPPORTS", "Entity", "Entity"), [row])
        )


@pytest.mark.both_engines
def test_loads_at_the_same_time_wait_for_each_other(server: Server, tmp_path: Path) -> None:
    store = server.empty()
    store.setup(default_schema())
    paths = [folder(tmp_path)] + [folder(tmp_path, f"own-{n}", OWN) for n in range(3)]
    loaders = []
    for path in paths:
        arguments = [server.url, str(path), *filter(None, (server.user, server.password))]
        loaders.append(subprocess.Popen([sys.executable, "-c", LOADER, *arguments], stderr=subprocess.PIPE))
    assert [process.communicate()[1] for process in loaders] == [b""] * 4
    together = exported(store)
    server.empty()
    for path in paths:
        load_folder(store, path)
    assert exported(store) == together


def test_rows_too_large_for_one_message_are_sent_in_pieces(store: Store, tmp_path: Path) -> None:
    lines = "".join(f"e{n},Enterprise,企业{n},{'长' * 1_500}\n" for n in range(4_500))
    report = load_folder(store, folder(tmp_path, tables={"entities.csv": "id,label,name,note\n" + lines}))
    assert report.nodes.added == 4_500


def test_a_referenced_dataset_that_is_not_loaded_is_reported(store: Store) -> None:
    with pytest.raises(LoadError, match="not_loaded"):
        unload(store, "never")


def test_a_failure_in_the_middle_leaves_the_old_state(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_folder(store, folder(tmp_path))
    before = exported(store)

    def broken(*arguments: Any, batch_rows: int) -> Iterator[WriteOp]:
        yield from itertools.islice(plan(*arguments, batch_rows=batch_rows), 4)
        raise StoreError("store_lost", reason="test")

    monkeypatch.setattr(sync_session, "plan", broken)
    with pytest.raises(StoreError):
        load_folder(store, folder(tmp_path, tables={**TABLES, "edges.csv": TABLES["edges.csv"].replace("R4", "R5")}))
    assert exported(store) == before


def test_a_large_load_in_batches_equals_one_transaction(store: Store, tmp_path: Path) -> None:
    load_folder(store, folder(tmp_path))
    whole = exported(store)
    unload(store, "small")
    load_folder(store, folder(tmp_path), BATCHES_OF_THREE)
    assert exported(store) == whole


@pytest.mark.parametrize("policy", [WritePolicy(single_transaction=0), DEFAULT_POLICY])
def test_a_row_that_goes_to_another_entity_while_the_old_one_goes(store: Store, policy: WritePolicy) -> None:
    def company(dataset: str, id_: str, same: dict[str, str]) -> LoadReport:
        node = Node(
            id=id_, label="Enterprise", row=f"{dataset}/{id_}", props={"name": "甲公司", "granularity": "named"}
        )
        stated = {"dataset": dataset, "evidence": "x", "status": "existing", "confidence": "explicit"}
        edge = Edge(
            id=f"{dataset}/{id_}@r",
            type="LOCATED_IN",
            source=id_,
            target="reg-x",
            props={**stated, "support": "established"},
        )
        records = RecordSet(
            dataset=Dataset(id=dataset, title="名单", publisher="某局", licence="测试"),
            nodes=(node,),
            edges=(edge,),
            same=same,
        )
        return load(store, records, policy=policy)

    company("q", "org:name", {})
    wanted = exported(store)
    unload(store, "q", policy=policy)
    company("p", "org:code", {})
    company("q", "org:name", {"org:name": "org:code"})
    unload(store, "p", policy=policy)
    company("q", "org:name", {})
    assert exported(store) == wanted


@pytest.mark.parametrize("policy", [WritePolicy(single_transaction=0), DEFAULT_POLICY])
def test_a_thing_that_is_called_as_its_dataset(store: Store, tmp_path: Path, policy: WritePolicy) -> None:
    more = "id,label,name\nzz,Park,甲园\nent-c,Enterprise,另一名\nzz-three,Park,乙园\n"
    less = "id,label,name\nzz-three,Park,乙园\n"
    load_folder(store, folder(tmp_path))
    load_folder(store, folder(tmp_path, "zz", {"entities.csv": less}))
    wanted = exported(store)
    load_folder(store, folder(tmp_path, "zz", {"entities.csv": more}), policy)
    load_folder(store, folder(tmp_path, "zz", {"entities.csv": less}), policy)
    assert exported(store) == wanted
    load_folder(store, folder(tmp_path, "zz", {"entities.csv": more}), policy)
    unload(store, "zz", policy=policy)
    load_folder(store, folder(tmp_path, "zz", {"entities.csv": less}), policy)
    assert exported(store) == wanted


def test_many_that_go_can_come_again(store: Store, tmp_path: Path) -> None:
    policy = WritePolicy(single_transaction=0, suspend_index_above=0)
    nothing = exported(store)
    load_folder(store, folder(tmp_path))
    whole = exported(store)
    unload(store, "small", policy=policy)
    assert (exported(store), search(store, "乙院")) == (nothing, [])
    load_folder(store, folder(tmp_path))
    assert exported(store) == whole
    assert [hit.id for hit in search(store, "乙院")] == ["inst-b"]


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


@pytest.mark.parametrize("after", [1, 3, 7, 12, 15, 18])
@pytest.mark.parametrize("then", ["again", "less", "unload"])
def test_a_large_load_that_was_cut_off_leaves_nothing_behind(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, then: str
) -> None:
    own = folder(tmp_path, "own", OWN, "refers_to: [small]\n")
    load_folder(store, own)
    if then != "unload":
        load_folder(store, folder(tmp_path, tables=LESS if then == "less" else None))
    wanted = exported(store)
    if then != "unload":
        unload(store, "small")
    cut_off(store, after, monkeypatch, lambda policy: load_folder(store, folder(tmp_path), policy))
    if then == "unload":
        unload(store, "small")
    else:
        load_folder(store, folder(tmp_path, tables=LESS if then == "less" else None))
    assert exported(store) == wanted


@pytest.mark.parametrize("after", [1, 4, 8])
def test_a_large_unload_that_was_cut_off_is_mended_by_the_next_load(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    own = folder(tmp_path, "own", OWN, "refers_to: [small]\n")
    load_folder(store, own)
    load_folder(store, folder(tmp_path))
    wanted = exported(store)
    cut_off(store, after, monkeypatch, lambda policy: unload(store, "small", policy=policy))
    load_folder(store, folder(tmp_path))
    assert exported(store) == wanted


LOADER = """
import sys
from pathlib import Path
from graph.store.open import open_store
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
with open_store(sys.argv[1], *sys.argv[3:]) as store:
    print("begin", flush=True)
    load(store, read_dataset(Path(sys.argv[2])))
"""


@pytest.mark.parametrize(
    "milliseconds",
    [pytest.param(50, marks=pytest.mark.full_profile), pytest.param(250, marks=pytest.mark.full_profile), 600],
)
@pytest.mark.both_engines
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
    load_folder(store, path)
    completed = exported(store)
    server.empty()
    load_folder(store, path)
    assert exported(store) == completed


@pytest.mark.store
def test_killing_the_engine_in_the_middle_of_a_load(tmp_path: Path) -> None:
    import psutil

    url = f"embedded:{tmp_path / 'store'}"
    with open_store(url) as store:
        path = bundled()["changzhou-2018"]
        load_folder(store, path)
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
        load_folder(store, path)
        assert exported(store) == whole
