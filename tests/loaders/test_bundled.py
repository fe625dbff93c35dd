"""The bundled graph against its sources, counted afresh from the annotation and the reference tables."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from graph.store.store import Store
from loaders.dataset.folder import bundled, read_dataset
from loaders.pipeline import load, unload
from tests.support.stores import exported

GOLD = Path("gold") / "changzhou-2018"
PUBLIC = Path("reference") / "changzhou_public"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ids(found: Iterable[dict[str, Any]], key: str = "id") -> set[str]:
    return {str(row[key]) for row in found}


def test_nothing_is_refused_and_nothing_waits() -> None:
    for path in bundled().values():
        assert read_dataset(path).refused == ()


def test_every_named_thing_of_the_plan_is_there(bundled: Store, shared: Path) -> None:
    gold = [row for row in rows(shared / GOLD / "entities.csv") if row["label"] != "Target"]
    described = {
        row["row"]: row
        for row in bundled.read(
            "MATCH (:Dataset {id: 'changzhou-2018'})-[r:DESCRIBES]->(n:Entity) "
            "RETURN r.id AS row, n.id AS id, r.label AS label, r.existence AS existence, r.granularity AS granularity"
        )
    }
    for row in gold:
        found = described[f"changzhou-2018/{row['id']}"]
        assert (found["id"], found["label"], found["existence"], found["granularity"]) == (
            row["node_id"],
            row["label"],
            row["existence"],
            row["granularity"],
        )
    assert sum(row["granularity"] == "named" for row in gold) == 216
    assert sum(row["granularity"] == "class" for row in gold) == 70


def test_every_statement_of_the_plan_is_its_own_edge_with_its_offsets(bundled: Store, shared: Path) -> None:
    gold = rows(shared / GOLD / "relations.csv")
    node = {
        row["id"]: row["node_id"] or f"tgt-cz2018-{row['target_id'].lower()}"
        for row in rows(shared / GOLD / "entities.csv")
    }
    found = {
        row["id"]: row
        for row in bundled.read(
            "MATCH (a)-[r]->(b) WHERE r.dataset = 'changzhou-2018' AND r.status IS NOT NULL RETURN r.id AS id, type(r) AS type, "
            "a.id AS source, b.id AS target, r.status AS status, r.confidence AS confidence, r.section AS section, "
            "r.char_start AS start, r.char_end AS end, r.subject_stated AS stated, r.evidence AS evidence"
        )
    }
    assert len(gold) == 526
    for row in gold:
        edge = found[f"changzhou-2018/{row['id']}"]
        assert edge == {
            "id": f"changzhou-2018/{row['id']}",
            "type": row["core_type"],
            "source": node[row["source_id"]],
            "target": node[row["target_id"]],
            "status": row["status"],
            "confidence": row["confidence"],
            "section": row["section"],
            "start": int(row["char_start"]),
            "end": int(row["char_end"]),
            "stated": row["subject_stated"],
            "evidence": f"changzhou-2018/{row['char_start']}-{row['char_end']}",
        }
    assert sum(row["confidence"] == "explicit" for row in gold) == 369


def test_every_indicator_row_is_a_target_or_a_size(bundled: Store, shared: Path) -> None:
    gold = rows(shared / GOLD / "indicators.csv")
    targets = {
        row["row"]
        for row in bundled.read("MATCH (:Dataset {id: 'changzhou-2018'})-[r:DESCRIBES]->(:Target) RETURN r.id AS row")
    }
    sizes = {
        row["id"]: row["value"]
        for row in bundled.read(
            "MATCH (o:Observation {measure: 'stated_size'}) WHERE o.dataset = 'changzhou-2018' RETURN o.id AS id, o.value AS value"
        )
    }
    assert targets == {f"changzhou-2018/{row['id']}" for row in gold if not row["stated_size_of"]}
    assert sizes == {f"changzhou-2018/{row['id']}": row["value"] for row in gold if row["stated_size_of"]}
    assert len(targets) + len(sizes) == 61


def test_every_mention_hangs_on_the_smallest_clause_around_it(bundled: Store, shared: Path) -> None:
    clauses = {(int(r["char_start"]), int(r["char_end"])) for r in rows(shared / GOLD / "relations.csv")}
    found = bundled.read(
        "MATCH (c:Clause)-[m:MENTIONS]->(:Entity) RETURN m.char_start AS a, m.char_end AS b, c.char_start AS start, c.char_end AS end"
    )
    assert len(found) == len(rows(shared / GOLD / "mentions.csv")) == 492
    for row in found:
        around = [(e - s, s, e) for s, e in clauses if s <= row["a"] and row["b"] <= e]
        _, start, end = min(around) if around else (0, row["a"], row["b"])
        assert (row["start"], row["end"]) == (start, end)


def test_the_public_facts_are_there_and_only_established_ones_count(bundled: Store, shared: Path) -> None:
    edges = rows(shared / PUBLIC / "edges.csv")
    found = {
        row["id"]: row["support"]
        for row in bundled.read(
            "MATCH (a)-[r]->(b) WHERE r.dataset = 'changzhou-public' AND r.status IS NOT NULL RETURN r.id AS id, r.support AS support"
        )
    }
    assert {f"changzhou-public/{row['id']}" for row in edges} <= set(found)
    for row in edges:
        assert found[f"changzhou-public/{row['id']}"] == ("established" if row["established"] == "yes" else "lead")
    leads = bundled.read("MATCH (l:Lead) WHERE l.dataset = 'changzhou-public' RETURN l.id AS id")
    assert ids(leads) == {f"changzhou-public/{row['id']}" for row in rows(shared / PUBLIC / "leads.csv")}
    observed = bundled.read("MATCH (o:Observation) WHERE o.dataset = 'changzhou-public' RETURN o.id AS id")
    assert {f"changzhou-public/{row['id']}" for row in rows(shared / PUBLIC / "observations.csv")} <= ids(observed)


def test_an_organisation_that_both_name_is_one_node(bundled: Store, shared: Path) -> None:
    both = [row["id"] for row in rows(shared / PUBLIC / "entities.csv") if row["gold_id"]]
    found = bundled.read(
        "MATCH (:Dataset {id: 'changzhou-2018'})-[:DESCRIBES]->(n)<-[:DESCRIBES]-(:Dataset {id: 'changzhou-public'}) RETURN DISTINCT n.id AS id"
    )
    assert ids(found) == set(both)
    assert len(both) == 56


def test_chains_segments_and_candidates(bundled: Store) -> None:
    def count(pattern: str) -> int:
        return int(bundled.read(f"MATCH {pattern} RETURN count(*) AS n")[0]["n"])

    assert count("(:Chain)-[:HAS_SEGMENT]->(:Segment)") == 250
    assert count("(:Segment)-[:FEEDS]->(:Segment)") == 468
    assert count("(:Segment {critical: '是'})") == 100
    assert count("(:Dataset {id: 'candidates'})-[:DESCRIBES]->(:Entity)") == 180
    assert count("()-[:CAN_PROVIDE]->(:Segment)") == 1212
    assert count("()-[:AFFILIATED_WITH {kind: 'BRANCH'}]->()") == 10
    assert count("(:Stub)") == 0
    assert bundled.read("MATCH (n:Entity {id: 'inst-ciac'})-[r:CAN_PROVIDE]->() RETURN count(r) > 0 AS yes") == [
        {"yes": True}
    ]


def test_no_sentence_of_the_plan_is_bundled(shared: Path) -> None:
    text = (shared / "plans" / "changzhou-2018.txt").read_text("utf-8")
    sentences = [s for part in text.split("\n") for s in part.split("。") if len(s) >= 20]
    files = "".join(file.read_text("utf-8") for path in bundled().values() for file in path.glob("*.csv"))
    assert [s for s in sentences if s in files] == []


@pytest.mark.parametrize(
    "left_out",
    [
        "chains",
        "changzhou-2018",
        pytest.param("changzhou-public", marks=pytest.mark.full_profile),
        pytest.param("candidates", marks=pytest.mark.full_profile),
    ],
)
def test_unloading_one_leaves_the_others_as_if_it_had_never_been(embedded: Store, left_out: str) -> None:
    others = [name for name in bundled() if name != left_out]
    for name in others:
        load(embedded, read_dataset(bundled()[name]))
    without = exported(embedded)
    load(embedded, read_dataset(bundled()[left_out]))
    unload(embedded, left_out)
    assert exported(embedded) == without


@pytest.mark.full_profile
def test_the_order_of_loading_does_not_matter(embedded_server) -> None:  # type: ignore[no-untyped-def]
    wanted = exported(embedded_server.loaded())
    for order in itertools.islice(itertools.permutations(bundled()), 3, 24, 9):
        store = embedded_server.empty()
        for name in order:
            load(store, read_dataset(bundled()[name]))
        assert exported(store) == wanted, order
