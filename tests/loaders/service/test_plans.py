"""A reviewed document into the graph: loaded, read again, taken out, and matched with what the graph knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.documents.txt import text_document
from loaders.plans.plan import Plan, PlanSource
from loaders.review.review import reviewed
from loaders.service.datasets import load_dataset, unload_dataset
from loaders.service.plans import load_plan, matched_plan
from queries.rows.quality import LeadsRow
from queries.run import fetch_rows
from tests.support.people import ZHANG_SAN
from tests.support.small_datasets import folder
from tests.support.small_plan import CENTRE, INSTITUTE, PARK, PROPOSALS, UNIVERSITY, decisions, document
from tests.support.stores import exported

SOURCE = PlanSource(
    dataset="wuhu-2024", title="工作要点", publisher="芜湖市科技局", published="2024-01-05", region="reg-wuhu"
)
REGION = """\
id,label,name,aliases,kind,existence
reg-wuhu,Region,芜湖市,,,existing
bureau-wuhu,Authority,芜湖市科技局,,,existing
uni-c,University,丙大学,,,existing
tech-robots,Technology,工业机器人产业,,,existing
"""


def plan(store: Store, source: PlanSource = SOURCE, *, without: tuple[str, ...] = ()) -> Plan:
    return matched_plan(store, document(), source, reviewed(PROPOSALS, decisions(without=without)))


@pytest.fixture
def wuhu(store: Store, tmp_path: Path) -> Store:
    """A store that knows a city, its bureau, a university and a field."""
    known = folder(tmp_path, "known", {"entities.csv": REGION})
    manifest = known / "dataset.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("region: reg-x", "region: reg-wuhu"), "utf-8")
    load_dataset(store, str(known), LOCAL_USER)
    return store


def test_a_plan_is_loaded_with_its_sentences_and_taken_out_again(wuhu: Store, tmp_path: Path) -> None:
    before = exported(wuhu)
    report = load_plan(wuhu, plan(wuhu), tmp_path / "plan", ZHANG_SAN)
    assert not report.refused and not report.endpoint_violations
    (row,) = wuhu.read(
        "MATCH (u:University {name: $name})-[r:LEADS]->(p:Platform) MATCH (c:Clause {id: r.evidence}) "
        "RETURN u.id AS id, p.name AS platform, c.text AS text, r.note AS note, r.publisher AS publisher, r.grade AS grade",
        {"name": UNIVERSITY},
    )
    assert row == {
        "id": "uni-c",
        "platform": CENTRE,
        "text": "丙大学牵头组建芜湖市机器人创新中心",
        "note": "核对：张三 2024-02-03",
        "publisher": "芜湖市科技局",
        "grade": "A",
    }
    again = load_plan(wuhu, plan(wuhu), tmp_path / "plan", LOCAL_USER)
    assert not again.changed
    unload_dataset(wuhu, SOURCE.dataset, LOCAL_USER)
    assert exported(wuhu) == before


def test_what_is_open_is_a_lead_until_somebody_accepts_it(wuhu: Store, tmp_path: Path) -> None:
    load_plan(wuhu, plan(wuhu, without=(INSTITUTE,)), tmp_path / "plan", LOCAL_USER)
    (lead,) = [row for row in fetch_rows(wuhu, LeadsRow) if row.who == INSTITUTE]
    assert (lead.reason, lead.about_ids) == ("unreviewed", ("reg-wuhu",))
    assert not wuhu.read("MATCH (n:Entity {name: $name}) RETURN n", {"name": INSTITUTE})
    load_plan(wuhu, plan(wuhu), tmp_path / "plan", LOCAL_USER)
    assert not [row for row in fetch_rows(wuhu, LeadsRow) if row.who == INSTITUTE]
    assert wuhu.read("MATCH (n:Institute {name: $name}) RETURN n", {"name": INSTITUTE})


def test_known_things_keep_their_ids_and_names(wuhu: Store) -> None:
    matched = plan(wuhu)
    assert {known.id for known in matched.known.values()} == {"uni-c", "tech-robots"}
    assert matched.issuer and matched.issuer.id == "bureau-wuhu"


def test_the_offices_of_another_city_are_not_taken_for_one_s_own(wuhu: Store, tmp_path: Path) -> None:
    other = (
        "id,label,name,aliases,kind,existence\nreg-x,Region,某市,,,existing\npark-x,Park,国家级丁高新区,,,existing\n"
    )
    load_dataset(wuhu, str(folder(tmp_path, "elsewhere", {"entities.csv": other})), LOCAL_USER)
    known = {known.name for known in plan(wuhu).known.values()}
    assert PARK not in known  # it is in reg-x, the plan is for reg-wuhu


def test_a_failed_load_leaves_the_graph_as_it_was(wuhu: Store, tmp_path: Path) -> None:
    before = exported(wuhu)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, where the folder should be", "utf-8")
    with pytest.raises(Exception, match="file_unwritable"):
        load_plan(wuhu, plan(wuhu), blocked, LOCAL_USER)
    assert exported(wuhu) == before


def test_a_text_with_carriage_returns_of_its_own_is_its_own_text(wuhu: Store, tmp_path: Path) -> None:
    text = "建设\r平台。\n争创园区。"
    plan = matched_plan(wuhu, text_document(text, "a.txt"), SOURCE, ())
    load_plan(wuhu, plan, tmp_path / "plan", LOCAL_USER)
    (row,) = wuhu.read("MATCH (d:Document {id: $id}) RETURN d.text AS text", {"id": SOURCE.document_id})
    assert row["text"] == text
