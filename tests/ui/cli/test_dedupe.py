"""Names decided, facts added, loads undone: from the command line and on the pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.pipeline import load
from loaders.service.facts import own_dataset
from loaders.service.pairs import pair_queue
from tests.support.command_line import Run
from tests.support.pages import all_text, open_page, use
from tests.support.record_sets import listed
from tests.support.sample_list import mapped
from tests.support.stores import Server, exported
from ui.components.markdown import escape_markdown

PAIR = ("ent-btr-cz", "ent-btr-nmt-js")


@pytest.fixture
def own(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The bundled datasets, to be changed by commands: each write changes the writer's token, so the next test sees it."""
    server.loaded()
    return use(server, monkeypatch)


def test_two_names_are_decided_explained_and_taken_back(on: Run, own: Server) -> None:
    before = exported(own.store)
    assert "不是同一个主体" in on("why-same", *PAIR)[1]
    status, _, err = on("decide", "same", *PAIR, "--reason", "2026年走访")
    assert status == 0, err
    out = on("why-same", "贝特瑞(常州)", "贝特瑞(江苏)新材料科技有限公司")[1]
    assert "是同一个主体：ent-btr-cz" in out
    assert "张三" in out
    assert "2026年走访" in out
    (event,) = json.loads(on("history", "--limit", "1", "--format", "json")[1])
    assert (event["action"], event["who"], event["dataset"]) == ("decide", "张三", "decisions")
    assert on("undo", event["id"])[0] == 0
    assert exported(own.store) == before


def test_candidate_pairs_are_listed_with_both_contexts(on: Run, own: Server) -> None:
    rows = json.loads(on("doubts", "--format", "json")[1])
    assert {"left", "right", "rule", "left_context", "right_context", "left_id"} <= set(rows[0])
    pairs = [(row["left_id"], row["right_id"]) for row in rows]
    assert PAIR in pairs
    on("decide", "different", *PAIR)
    assert len(json.loads(on("doubts", "--format", "json")[1])) == len(rows) - 1


def test_pairs_come_by_chain_by_list_and_a_page_at_a_time(on: Run, own: Server) -> None:
    load(own.store, listed("fresh", "常州恒立液压有限公司", region="reg-changzhou", segment="pv/cell"))
    pairs = json.loads(on("doubts", "--format", "json")[1])
    just_loaded = [row for row in pairs if "org:常州恒立液压有限公司" in (row["left_id"], row["right_id"])]
    assert just_loaded
    assert pairs[: len(just_loaded)] == just_loaded
    assert json.loads(on("doubts", "--list", "fresh", "--format", "json")[1]) == just_loaded
    assert json.loads(on("doubts", "--list", "fresh", "--chain", "pv", "--format", "json")[1]) == just_loaded
    assert json.loads(on("doubts", "--list", "fresh", "--chain", "pharma", "--format", "json")[1]) == []
    pages = [
        json.loads(on("doubts", "--page", str(page), "--limit", "3", "--format", "json")[1]) for page in range(1, 4)
    ]
    assert [row for page in pages for row in page] == pairs[:9]
    assert "第 1 页" in on("doubts", "--page", "1", "--limit", "3")[2]
    for command, told in ((("--chain", "nope"), "nope"), (("--list", "nope"), "nope")):
        status, _, err = on("doubts", *command)
        assert status
        assert told in err


def double_of(on: Run, command: str) -> list[object]:
    rows = json.loads(on(command, "--limit", "1000", "--format", "json")[1])
    return [double for row in rows for double in row["doubles"] if double["segment"] == "rail/traction"]


def test_a_lead_between_a_firm_and_a_project_is_a_possible_double_too(on: Run, own: Server) -> None:
    (row,) = [row for row in json.loads(on("chains", "--format", "json")[1]) if row["id"] == "aviation"]
    assert ["plat-liyang-low-altitude", "proj-flight-service"] in [p for d in row["doubles"] for p in d["pairs"]]


def test_a_possible_double_is_told_until_somebody_decides(on: Run, own: Server) -> None:
    pair = ["ent-changqian-bt", "ent-xinyu"]
    (row,) = [row for row in json.loads(on("chains", "--format", "json")[1]) if row["id"] == "rail"]
    (double,) = [double for double in row["doubles"] if double["segment"] == "rail/traction"]
    assert (double["pairs"], double["decides"], double["supply_if_one"]) == ([pair], True, 1.0)
    assert double_of(on, "gaps") == [double]
    assert "强（可能重复）" in on("chains")[2]
    asked = json.loads(on("questions", "--limit", "1000", "--format", "json")[1])
    (question,) = [row for row in asked if row["state"] == "强（可能重复）"]
    assert question["segment"] == "rail/traction"
    assert question["narrows"] > 0
    page = all_text(open_page("chain", chain="rail", segment="rail/traction"))
    assert "强（可能重复）" in page
    assert "可能是一家" in page
    strong = row["counts"]["强"]
    assert on("decide", "different", *pair)[0] == 0
    (row,) = [row for row in json.loads(on("chains", "--format", "json")[1]) if row["id"] == "rail"]
    assert "rail/traction" not in [double["segment"] for double in row["doubles"]]
    assert row["counts"]["强"] == strong
    assert on("decide", "same", *pair)[0] == 0
    (row,) = [row for row in json.loads(on("chains", "--format", "json")[1]) if row["id"] == "rail"]
    assert row["counts"]["强"] == strong - 1


def test_the_later_of_two_opposite_decisions_is_told_and_both_are_shown(
    on: Run, own: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "相反" not in on("decide", "same", *PAIR, "--reason", "走访")[2]
    monkeypatch.setenv("LIANTU_WHO", "李四")
    said = "".join(on("decide", "different", *PAIR, "--reason", "两个代码")[1:])
    assert "相反的判断" in said
    assert "张三" in said
    explained = on("why-same", *PAIR)[1]
    assert "李四" in explained
    assert "此前不同的判断" in explained
    assert "张三" in explained


WRONG = (
    (("decide", "maybe", *PAIR), 2, "maybe"),
    (("decide", "same", "ent-btr-cz", "ent-btr-cz"), 2, "就是同一个主体"),
    (("decide", "same", "ent-btr-cz", "查无此人公司"), 2, "查无此人公司"),
    (("decide", "same", "ent-btr-cz", "天合光"), 2, "天合光"),
    (("decide", "same", "ent-btr-cz", "·"), 2, "·"),
    (("decide", "same", "ent-btr-cz", "\udcff"), 2, "没有叫"),
    (("decide", "confirmed", "nope/1"), 2, "nope/1"),
    (("decide", "same", "中航锂电", "中创新航"), 1, "没有记下"),
    (("why-same", "查无此人公司", "ent-btr-cz"), 2, "查无此人公司"),
    (("undo", "L99999"), 1, "L99999"),
    (("compare", "L99999", "chains"), 1, "L99999"),
    (("compare", "nope", "chains"), 1, "nope"),
    (("add", "pv/cell", "某公司"), 1, "来源"),
    (("add", "pv/cell", "某公司", "--source", "x", "--role", "owner"), 2, "owner"),
    (("add", "pv/cell", "某公司", "--source", "x", "--since", "前年"), 1, "年份"),
    (("add", "pv/cell", "某公司", "--source", "\udcff"), 1, "来源"),
)


def test_a_wrong_judgement_is_reported_and_changes_nothing(on: Run, own: Server) -> None:
    before = exported(own.store)
    for command, status, told in WRONG:
        found = on(*command)
        assert (found[0], told in found[2]) == (status, True), command
    assert exported(own.store) == before


def test_a_row_linked_by_a_rule_is_judged_with_its_canonical_entity(on: Run, own: Server) -> None:
    name, text = "org:某某贝特瑞有限公司", "同一个主体：ent-btr-cz"
    load(own.store, listed("two", name[4:], same={name: PAIR[0]}, region="reg-changzhou", segment="pv/cell"))
    said = on("why-same", name, PAIR[0])[1]
    assert text in said
    assert "装载名单时" in said
    assert on("decide", "same", name, PAIR[1])[0] == 0
    assert text in on("why-same", PAIR[1], PAIR[0])[1]
    assert "判断 D000001" in on("why-same", name, PAIR[1])[1]


def test_two_years_of_a_list_are_compared(on: Run, own: Server, list_folder: Path) -> None:
    command = mapped(on, list_folder)
    assert on(*command)[0] == 0
    (first,) = json.loads(on("history", "--limit", "1", "--format", "json")[1])
    assert (first["file"], first["rows"], first["refused"]) == ("2018高企.xlsx", 2, 1)
    assert len(first["sha256"]) == 64
    assert "columns" in first["mapping"]
    kept = list_folder / "高企.yaml"
    kept.write_text(
        kept.read_text("utf-8")
        .replace("columns:\n", "fixes:\n  name: {江苏恒立液压股份有限公司: 新来有限公司}\ncolumns:\n")
        .replace("fixes: {}\n", ""),
        "utf-8",
    )
    assert on(*command)[0] == 0
    status, out, err = on("compare", first["id"], "2018-gao-qi", "--format", "json")
    assert status == 0
    assert [(row["change"], row["name"]) for row in json.loads(out)] == [
        ("退出", "江苏恒立液压股份有限公司"),
        ("新进", "新来有限公司"),
    ]
    assert "新进 1，退出 1" in err


def test_the_pages_of_review_and_history(on: Run, own: Server) -> None:
    text = all_text(open_page("lists", tab="same"))
    assert "对待核对" in text
    assert escape_markdown(pair_queue(own.store).pairs[0].left.names[0]) in text
    assert "条推断" in all_text(open_page("lists", tab="placed"))
    on("add", "pv/wafer", "常州某某硅片有限公司", "--source", "走访记录", "--since", "2019")
    page = open_page("lists", tab="history")
    assert own_dataset("张三").title in all_text(page)
    assert not page.exception


def test_pairs_are_decided_on_the_page(own: Server) -> None:
    page = open_page("lists", tab="same")
    before = exported(own.store)
    page.radio[0].set_value("different")
    next(one for one in page.button if one.label == "记下判断").click().run()
    assert not page.exception
    assert "已记下 1 个判断" in "".join(str(one.value) for one in page.success)
    assert exported(own.store) != before


def test_the_page_of_pairs_turns_and_filters(own: Server) -> None:
    first, second = (open_page("lists", tab="same", page=page) for page in ("1", "2"))
    assert not first.exception
    assert not second.exception
    keys = [[one.key for one in page.radio] for page in (first, second)]
    assert len(keys[0]) == 10
    assert set(keys[0]).isdisjoint(keys[1])
    chain = open_page("lists", tab="same", chain="nev")
    assert not chain.exception
    assert len(chain.radio) < len(keys[0]) + len(keys[1])
    assert {"产业链", "名单"} <= {one.label for one in chain.selectbox}


def test_a_load_is_undone_on_the_page(on: Run, own: Server) -> None:
    before = exported(own.store)
    on("add", "pv/wafer", "常州某某硅片有限公司", "--source", "走访记录")
    page = open_page("lists", tab="history")
    next(one for one in page.button if one.label == "撤销").click().run()
    assert not page.exception
    assert exported(own.store) == before


def test_a_fact_is_added_from_the_panel(own: Server) -> None:
    page = open_page("chain", chain="pv", segment="pv/wafer", tab="add")
    inputs = {one.label: one for one in page.text_input}
    inputs["谁在这个环节"].set_value("常州某某硅片有限公司")
    next(one for one in page.button if one.label == "补充这个事实").click().run()
    assert "来源" in "".join(str(one.value) for one in page.error)
    inputs = {one.label: one for one in page.text_input}
    inputs["从哪里知道的"].set_value("走访记录")
    next(one for one in page.button if one.label == "补充这个事实").click().run()
    assert not page.exception
    rows = own.store.read(
        "MATCH (o)-[r:ACTIVE_IN {dataset: $mine}]->(s {id: 'pv/wafer'}) RETURN o.name AS name, r.evidence AS e",
        {"mine": own_dataset("张三").id},
    )
    assert rows == [{"name": "常州某某硅片有限公司", "e": "走访记录"}]
    assert "常州某某硅片有限公司" in all_text(open_page("chain", chain="pv", segment="pv/wafer", tab="who"))


def test_where_others_can_reach_the_page_nothing_is_changed(own: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_LOADING", "0")
    for tab in ("load", "same", "placed"):
        page = open_page("lists", tab=tab)
        assert "不能在这里装载" in all_text(page)
        assert not any(one.label in ("记下判断", "装载") for one in page.button)
    assert "撤销" not in [one.label for one in open_page("lists", tab="history").button]
    assert not open_page("chain", chain="pv", segment="pv/wafer", tab="add").text_input[1:]
